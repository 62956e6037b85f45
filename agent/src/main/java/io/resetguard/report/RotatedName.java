package io.resetguard.report;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a file as the agent and logrotate write it: {@code a.jsonl}, {@code a.jsonl.2.gz}, {@code a.jsonl-20261121}. */
final class RotatedName implements Comparable<RotatedName> {
    private static final Pattern PARTS = Pattern.compile("(.+?)(?:\\.(\\d{1,4})|-(\\d{8,10}))?(\\.gz)?");

    /** Above all of the numbers, and so older; of dates the smaller one is older. */
    private static final long NO_DATE = 100_000_000_000L;

    /** What it was called before it was rotated and compressed. */
    final String base;

    /** Whether the name says that it is compressed; whether it is, its first bytes say. */
    final boolean compressed;

    private final long age;

    private RotatedName(String base, long age, boolean compressed) {
        this.base = base;
        this.age = age;
        this.compressed = compressed;
    }

    static RotatedName of(String name) {
        Matcher parts = PARTS.matcher(name);
        return parts.matches()
                ? new RotatedName(parts.group(1), age(parts.group(2), parts.group(3)), parts.group(4) != null)
                : new RotatedName(name, -1, false);
    }

    private static long age(@Nullable String number, @Nullable String date) {
        if (number != null) {
            return Long.parseLong(number);
        }
        return date != null ? NO_DATE - Long.parseLong(date) : -1;
    }

    /** By name, and of one name the oldest first; the same whether compressed or not. */
    @Override
    public int compareTo(RotatedName other) {
        int byBase = base.compareTo(other.base);
        return byBase != 0 ? byBase : Long.compare(other.age, age);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RotatedName && compareTo((RotatedName) other) == 0;
    }

    @Override
    public int hashCode() {
        return base.hashCode() * 31 + Long.hashCode(age);
    }
}
