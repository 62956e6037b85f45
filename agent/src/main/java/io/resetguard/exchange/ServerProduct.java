package io.resetguard.exchange;

import org.jspecify.annotations.Nullable;

/** The product that a {@code Server} field names first (RFC 9110, 10.2.4), without its version: of the field no more is told. */
public final class ServerProduct {
    private static final int MAX_CHARS = 32;

    private ServerProduct() {}

    /** A token of RFC 9110, 5.6.2; {@code null} where the field begins with none, or with a very long one. */
    public static @Nullable String of(@Nullable String field) {
        int end = 0;
        while (field != null && end < field.length() && isTokenCharacter(field.charAt(end))) {
            end++;
        }
        return field == null || end == 0 || end > MAX_CHARS ? null : field.substring(0, end);
    }

    private static boolean isTokenCharacter(char c) {
        boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        return letter || (c >= '0' && c <= '9') || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
