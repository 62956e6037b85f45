package io.resetguard.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as events have them, ISO-8601 in UTC. */
final class IsoTime {
    /** No time, or one that cannot be read. */
    static final long UNKNOWN = Long.MIN_VALUE;

    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final int DAYS_0000_TO_1970 = 719_468;
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private IsoTime() {}

    /** Milliseconds since 1970, or {@link #UNKNOWN}. */
    static long millis(String text) {
        long fast = asTheAgentWritesIt(text);
        if (fast != UNKNOWN) {
            return fast;
        }
        try {
            return inRange(Instant.parse(text).toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            return UNKNOWN;
        }
    }

    /** {@code 2026-11-21 06:41:04}, UTC. */
    static String seconds(long millis) {
        return SECONDS.format(Instant.ofEpochMilli(millis));
    }

    /** {@code 2026-11-21T06:41:04.459Z}. */
    static String iso(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    /** {@code 2026-11-21T05:41:32.007Z}, without java.time: a million of them have to be read. */
    private static long asTheAgentWritesIt(String text) {
        if (text.length() != 24 || text.charAt(10) != 'T' || text.charAt(19) != '.' || text.charAt(23) != 'Z') {
            return UNKNOWN;
        }
        int year = digits(text, 0, 4);
        int month = digits(text, 5, 7);
        int day = digits(text, 8, 10);
        int hour = digits(text, 11, 13);
        int minute = digits(text, 14, 16);
        int second = digits(text, 17, 19);
        int milli = digits(text, 20, 23);
        if (year < 1970 || month < 1 || month > 12 || day < 1 || day > 31 || (hour | minute | second | milli) < 0) {
            return UNKNOWN;
        }
        // H. Hinnant's days_from_civil.
        int shifted = month > 2 ? year : year - 1;
        int era = shifted / 400;
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        long days = era * 146_097L + dayOfEra - DAYS_0000_TO_1970;
        return days * MILLIS_PER_DAY + ((hour * 60L + minute) * 60 + second) * 1000 + milli;
    }

    /** Negative where one of them is no digit. */
    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    /** From 1970 to 9999: others are no times of events, and would stretch every axis. */
    private static long inRange(long millis) {
        return millis >= 0 && millis < 253_402_300_800_000L ? millis : UNKNOWN;
    }
}
