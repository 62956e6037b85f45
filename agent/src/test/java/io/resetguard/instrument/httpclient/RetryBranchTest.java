package io.resetguard.instrument.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Against objects with the names of the JDK's; with the JDK's own, see RetryHttpClientIT. */
class RetryBranchTest {

    private final IOException failure = new IOException("reset");
    private final Call call = new Call();
    private final Attempt attempt = new Attempt();
    private final CompletableFuture<Object> failed = CompletableFuture.failedFuture(failure);

    /** MultiExchange to JDK 25. */
    static class Call {
        final AtomicInteger attempts = new AtomicInteger(1);
        final Tracker connectTimeout = new Tracker();
        Object currentreq = "current";

        @Nullable
        Object previousreq;

        @Nullable
        Throwable retryCause;

        boolean expiredOnce;
        boolean cancelled;
        AtomicReference<@Nullable CancellationException> interrupted = new AtomicReference<>();
    }

    /** ConnectTimeoutTracker. */
    static class Tracker {
        int resets;

        void reset() {
            resets++;
        }
    }

    /** Exchange. */
    static class Attempt {
        @Nullable
        Object exchImpl = "over";
    }

    /** MultiExchange.RetryContext, from JDK 26. */
    record Context(
            Throwable requestFailureCause,
            boolean shouldRetry,
            @Nullable AtomicInteger reqAttemptCounter,
            boolean shouldResetConnectTimer) {}

    @Test
    void to_jdk_25_it_does_what_the_jdk_does_before_it_returns_null() {
        assertTrue(RetryBranch.isKnown(call, attempt, failed));
        assertNull(RetryBranch.take(call, attempt, failed, failure));
        assertSame(call.currentreq, call.previousreq);
        assertSame(failure, call.retryCause);
        assertTrue(call.expiredOnce);
        assertEquals(1, call.connectTimeout.resets);
        assertNull(attempt.exchImpl, "a cancel would reach the attempt that is over");
        assertEquals(0, call.attempts.get(), "the JDK is about to count it");
    }

    @Test
    void the_time_to_connect_is_not_given_twice() {
        assertNull(RetryBranch.take(call, attempt, failed, new ConnectException("reset")));
        assertEquals(0, call.connectTimeout.resets);
    }

    @Test
    void from_jdk_26_it_makes_a_context_that_says_so() {
        Context no = new Context(failure, false, null, false);
        assertFalse(RetryBranch.isTaken(no));
        assertTrue(RetryBranch.isKnown(call, attempt, no));
        Object taken = RetryBranch.take(call, attempt, no, failure);
        assertEquals(new Context(failure, true, call.attempts, true), taken);
        assertTrue(RetryBranch.isTaken(taken));
        assertNull(attempt.exchImpl);
    }

    @Test
    void whoever_gave_up_in_the_meantime_is_obeyed() {
        call.interrupted.set(new CancellationException());
        assertSame(failed, RetryBranch.take(call, attempt, failed, failure));
        assertEquals("over", attempt.exchImpl);
        assertFalse(call.expiredOnce);
        call.interrupted.set(null);
        call.cancelled = true;
        Context no = new Context(failure, false, null, false);
        assertSame(no, RetryBranch.take(call, attempt, no, failure));
        assertEquals("over", attempt.exchImpl);
    }

    @Test
    void where_anything_is_missing_it_is_not_known() {
        Object other = new Object() {
            final AtomicInteger attempts = new AtomicInteger();

            @Override
            public String toString() {
                return "attempts=" + attempts;
            }
        };
        assertFalse(RetryBranch.isKnown(other, attempt, failed));
        assertFalse(RetryBranch.isKnown(call, new Object(), failed));
        assertFalse(RetryBranch.isKnown(call, attempt, "neither a future nor a context"));
    }

    @Test
    void the_failure_can_be_read_and_replaced() {
        IOException first = new IOException("first");
        Context no = new Context(failure, false, null, false);
        assertSame(failure, RetryBranch.failureOf(failed));
        assertSame(failure, RetryBranch.failureOf(no));
        assertNull(RetryBranch.failureOf(new CompletableFuture<>()));
        Object replaced = RetryBranch.failing(failed, first);
        assertNotSame(failed, replaced);
        assertInstanceOf(CompletableFuture.class, replaced);
        assertSame(first, RetryBranch.failureOf(replaced));
        assertEquals(new Context(first, false, null, false), RetryBranch.failing(no, first));
    }
}
