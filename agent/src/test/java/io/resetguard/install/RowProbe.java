package io.resetguard.install;

import java.util.ArrayList;
import java.util.List;

/** The probe of {@link ClassRewriterTest}: notes what it is handed. */
public final class RowProbe {

    static final List<Object> HANDED = new ArrayList<>();

    private RowProbe() {}

    public static void nothing() {
        HANDED.add("nothing");
    }

    public static void all(Object self, long wide, String text, int number, Object name) {
        HANDED.addAll(List.of(self, wide, text, number, name));
    }

    public static void one(Object one) {
        HANDED.add(one);
    }

    public static void thrown(Throwable error) {
        HANDED.add(error);
    }

    public static String after(String result, Object second) {
        HANDED.add(second);
        return result + " after";
    }

    public static String instead(String text, String more) {
        HANDED.add(more);
        return "instead of " + text;
    }

    public static String text(Object any) {
        HANDED.add(any);
        return "text";
    }

    public static Integer count(int count) {
        HANDED.add(count);
        return count;
    }

    static void hidden() {
        HANDED.add("hidden");
    }
}
