package io.resetguard.event;

/** ISO-8601 in UTC with milliseconds, without java.time's formatters: an event may be the first thing a JVM does. */
public final class UtcTime {
    private static final long MILLIS_PER_DAY = 86_400_000L;
    private static final int DAYS_PER_ERA = 146_097;
    private static final int DAYS_0000_TO_1970 = 719_468;

    private UtcTime() {}

    /** For 1970 and later, e.g. {@code 2026-11-21T05:41:32.007Z}; days to dates as in H. Hinnant's civil_from_days. */
    public static String iso(long wallMillis) {
        long millis = Math.max(wallMillis, 0);
        long day = millis / MILLIS_PER_DAY + DAYS_0000_TO_1970;
        long era = day / DAYS_PER_ERA;
        long dayOfEra = day % DAYS_PER_ERA;
        long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        long shifted = (5 * dayOfYear + 2) / 153;
        long month = shifted < 10 ? shifted + 3 : shifted - 9;
        long year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        long ofDay = millis % MILLIS_PER_DAY;
        StringBuilder iso = new StringBuilder(24);
        append(iso, year, 4, '-');
        append(iso, month, 2, '-');
        append(iso, dayOfYear - (153 * shifted + 2) / 5 + 1, 2, 'T');
        append(iso, ofDay / 3_600_000, 2, ':');
        append(iso, ofDay / 60_000 % 60, 2, ':');
        append(iso, ofDay / 1000 % 60, 2, '.');
        append(iso, ofDay % 1000, 3, 'Z');
        return iso.toString();
    }

    private static void append(StringBuilder iso, long number, int width, char end) {
        String digits = Long.toString(number);
        for (int i = digits.length(); i < width; i++) {
            iso.append('0');
        }
        iso.append(digits).append(end);
    }
}
