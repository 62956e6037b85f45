package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeepAliveTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "timeout=5, max=100; 5; 100",
                "timeout=5; 5; -1",
                "max=100; -1; 100",
                "MAX = 7 ,TimeOut\t=\t3; 3; 7",
                "timeout=\"5\", max=\"0\"; 5; 0",
                "timeout=0; 0; -1",
                "timeout=0005; 5; -1",
                ",,timeout=5,,; 5; -1",
                "x=1, timeout=5, timeout=6; 5; -1",
                "xtimeout=9, timeouts=8, max=1; -1; 1",
                "timeout=1000000000, max=1000000001; 1000000000; -1",
                "timeout=abc, max=4; -1; 4",
                "timeout=-5, max=4; -1; 4",
                "timeout=5s, max=4; -1; 4",
                "timeout=\"\", max=4; -1; 4",
            })
    void what_was_announced(String field, long timeout, long max) {
        KeepAlive announced = KeepAlive.parse(field);
        assertEquals(timeout, announced.timeoutSeconds);
        assertEquals(max, announced.max);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                ",",
                "=",
                "=5",
                "timeout",
                "timeout=",
                "timeout=+5",
                "timeout=1e3",
                "timeout=5.5",
                "timeout==5",
                "timeout=\"",
                "timeout=\"5",
                "timeout=\"5,6\"",
                "timeout=99999999999999999999, max=9223372036854775808",
                "timeout=\u0665",
                "\u0000",
            })
    void a_lie_counts_as_not_announced(String field) {
        assertSame(KeepAlive.NONE, KeepAlive.parse(field));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "close; true",
                "Close; true",
                "keep-alive, close; true",
                "upgrade ,CLOSE ; true",
                "keep-alive; false",
                "closed, enclose; false",
                "''; false",
                ",,; false",
            })
    void whether_it_closes(String field, boolean closes) {
        assertEquals(closes, KeepAlive.NONE.with(List.of(field)).closes);
        assertEquals(closes, KeepAlive.NONE.with(List.of("keep-alive", field)).closes);
        assertEquals(5, KeepAlive.parse("timeout=5").with(List.of(field)).timeoutSeconds);
    }

    @Test
    void without_fields_nothing_is_made() {
        assertSame(KeepAlive.NONE, KeepAlive.NONE.with(List.of()));
        assertSame(KeepAlive.NONE, KeepAlive.NONE.with(List.of("keep-alive")));
        assertFalse(KeepAlive.NONE.with(List.of("x,".repeat(1_000_000) + "close")).closes);
    }

    @Test
    void a_huge_field_is_not_looked_at() {
        assertEquals(5, KeepAlive.parse("timeout=5," + " ".repeat(246)).timeoutSeconds);
        assertSame(KeepAlive.NONE, KeepAlive.parse("timeout=5," + " ".repeat(247)));
        assertSame(KeepAlive.NONE, KeepAlive.parse("timeout=5," + "x=1,".repeat(1_000_000)));
    }
}
