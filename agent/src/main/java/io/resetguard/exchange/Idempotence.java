package io.resetguard.exchange;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which methods may be sent twice without harm (RFC 9110 9.2). Immutable. */
public final class Idempotence {

    /** RFC 9110 9.2.1. */
    private static final Set<String> SAFE = new HashSet<>(Arrays.asList("GET", "HEAD", "OPTIONS", "TRACE"));

    /** As RFC 9110 has it, without what a user holds for idempotent besides. */
    public static final Idempotence RFC_9110 = new Idempotence(Collections.emptyList());

    private final Set<String> idempotent = new HashSet<>(SAFE);

    /**
     * @param more methods that the user holds for idempotent: {@code retry.methods}
     */
    public Idempotence(Collection<String> more) {
        idempotent.add("PUT");
        idempotent.add("DELETE");
        idempotent.addAll(more);
    }

    /** Is it only read (RFC 9110 9.2.1)? */
    public static boolean isSafe(@Nullable String method) {
        return method != null && SAFE.contains(method);
    }

    /** Is done twice the same as done once (RFC 9110 9.2.2)? */
    public boolean isIdempotent(@Nullable String method) {
        return method != null && idempotent.contains(method);
    }
}
