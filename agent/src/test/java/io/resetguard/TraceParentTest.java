package io.resetguard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";

    @ParameterizedTest
    @ValueSource(strings = {"00-" + TRACE_ID + "-00f067aa0ba902b7-01", "cc-" + TRACE_ID + "-00f067aa0ba902b7-01-what"})
    void the_trace_id(String field) {
        assertEquals(TRACE_ID, TraceParent.traceId(field));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00",
                TRACE_ID,
                "00-" + TRACE_ID,
                "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e47361-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6\na3ce929d0e0e473-00f067aa0ba902b7-01",
                "000" + TRACE_ID + "-00f067aa0ba902b7-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-\u0664bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-\uff14bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "ff-" + TRACE_ID + "-00f067aa0ba902b7-01",
                "0g-" + TRACE_ID + "-00f067aa0ba902b7-01",
                "CC-" + TRACE_ID + "-00f067aa0ba902b7-01",
            })
    void what_is_not_well_formed_has_none(String field) {
        assertNull(TraceParent.traceId(field));
    }
}
