package io.resetguard.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.resetguard.diagnosis.Cause;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people read. */
class WordsTest {

    @ParameterizedTest
    @EnumSource(Cause.class)
    void every_cause_has_plain_words(Cause cause) {
        assertFalse(Words.cause(cause.text()).equals(cause.text()));
    }

    @Test
    void durations_have_no_digits_that_say_nothing() {
        assertEquals("0 ms", Words.duration(0));
        assertEquals("12.3 ms", Words.duration(12.3));
        assertEquals("100 ms", Words.duration(100));
        assertEquals("1.23 s", Words.duration(1234));
        assertEquals("10 s", Words.duration(10_000));
        assertEquals("60 s", Words.duration(60_000));
        assertEquals("5 min", Words.duration(300_000));
        assertEquals("2 h", Words.duration(7_200_000));
        assertEquals("3 days", Words.duration(3 * 86_400_000.0));
    }
}
