package io.resetguard.install;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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

    /** Twice anew, then another exception. */
    public static @Nullable Throwable twice(Throwable error) {
        HANDED.add(error);
        return HANDED.size() <= 2 ? null : new IllegalStateException("after two more");
    }

    public static String after(String result, Object second) {
        HANDED.add(second);
        return result + " after";
    }

    public static Object replaced(Object result, Object text) {
        HANDED.add(text);
        return result + " replaced";
    }

    public static Object kept(Object result) {
        HANDED.add(result.getClass().getSimpleName());
        return result;
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
