package io.resetguard.instrument.urlconnection;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Calls that are asking a proxy for a tunnel, by thread: the client below knows nothing of its call. */
final class TunnellingCalls {

    private static final ThreadLocal<@Nullable Object> CALLS = new ThreadLocal<>();

    /** How many there are: a look at the thread's own would cost each virtual thread a map. */
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TunnellingCalls() {}

    static void begin(Object call) {
        if (CALLS.get() == null) {
            COUNT.incrementAndGet();
        }
        CALLS.set(call);
    }

    static void end() {
        if (onThisThread() != null) {
            CALLS.remove();
            COUNT.decrementAndGet();
        }
    }

    @Nullable
    static Object onThisThread() {
        return COUNT.get() == 0 ? null : CALLS.get();
    }
}
