package io.resetguard.instrument.httpclient;

import io.resetguard.bootstrap.AgentLog;
import io.resetguard.instrument.JdkObject;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The branch of {@code MultiExchange} in which the JDK sends again by itself, taken where the JDK would not: so the
 * future that the application holds, its executor, its time-outs and its body handler stay in their places. To JDK 25 that
 * is what {@code getExceptionalCF} does before it returns {@code null}; from 26 a {@code RetryContext} that says so.
 */
final class RetryBranch {

    private RetryBranch() {}

    /** The JDK will send again by itself. */
    static boolean isTaken(@Nullable Object verdict) {
        return verdict == null || (!isFuture(verdict) && Boolean.TRUE.equals(JdkObject.call(verdict, "shouldRetry")));
    }

    /** Has this JDK all that {@link #take} needs? */
    static boolean isKnown(Object multiExchange, @Nullable Object jdkExchange, Object verdict) {
        boolean common = JdkObject.has(jdkExchange, "exchImpl")
                && JdkObject.has(multiExchange, "cancelled")
                && JdkObject.field(multiExchange, "attempts") instanceof AtomicInteger;
        if (!common || !isFuture(verdict)) {
            return common && contextOf(verdict) != null;
        }
        return JdkObject.has(multiExchange, "currentreq")
                && JdkObject.has(multiExchange, "previousreq")
                && JdkObject.has(multiExchange, "retryCause")
                && JdkObject.has(multiExchange, onceOf(multiExchange));
    }

    /** Did the application cancel the request, or its time run out? */
    static boolean isGivenUp(Object multiExchange) {
        return Boolean.TRUE.equals(JdkObject.field(multiExchange, "cancelled")) || isCancelled(multiExchange);
    }

    /** Did the application cancel the request? JDK 11 does not know that. */
    static boolean isCancelled(Object multiExchange) {
        Object interrupted = JdkObject.field(multiExchange, "interrupted");
        return interrupted instanceof AtomicReference && ((AtomicReference<?>) interrupted).get() != null;
    }

    /**
     * Makes the JDK send again; gives back the verdict that says so, or {@code verdict} where the application gave up in
     * the meantime. To be called once {@link #isKnown}.
     */
    static @Nullable Object take(Object multiExchange, @Nullable Object jdkExchange, Object verdict, Throwable cause) {
        // Whoever cancels now must not reach the attempt that is over, but wait for the one that is to come. First
        // forgotten, then looked: a cancel before that is seen, and one after it finds no attempt and is remembered.
        Object over = JdkObject.field(jdkExchange, "exchImpl");
        JdkObject.set(jdkExchange, "exchImpl", null);
        // A connect time-out is one for all attempts to connect, as it is for the JDK.
        boolean anew = !(cause instanceof ConnectException);
        AtomicInteger attempts = (AtomicInteger) JdkObject.field(multiExchange, "attempts");
        Object context = isFuture(verdict) ? null : context(verdict, cause, true, attempts, anew);
        if (isGivenUp(multiExchange) || (!isFuture(verdict) && context == null)) {
            JdkObject.set(jdkExchange, "exchImpl", over);
            return verdict;
        }
        if (context != null) {
            return context;
        }
        if (anew) {
            JdkObject.call(JdkObject.field(multiExchange, "connectTimeout"), "reset");
        }
        JdkObject.set(multiExchange, "retryCause", cause);
        JdkObject.set(multiExchange, onceOf(multiExchange), true);
        // So that headers which the request's filters have added are not added twice; to 17 the JDK adds another anew.
        Object request = JdkObject.field(multiExchange, "currentreq");
        JdkObject.set(multiExchange, "previousreq", request);
        Object added = JdkObject.field(JdkObject.field(request, "systemHeadersBuilder"), "headersMap");
        if (added instanceof Map) {
            ((Map<?, ?>) added).remove("Expect");
        }
        if (attempts != null) {
            attempts.decrementAndGet(); // its limit holds for redirects too, and is the application's
        }
        return null;
    }

    /**
     * Ends the attempt under way.
     *
     * @param jdkObject its {@code MultiExchange}: as the JDK does where a request's time has run out; or its
     *     {@code Exchange}: for this attempt only
     */
    static void end(Object jdkObject, IOException why) {
        try {
            Method cancel = jdkObject.getClass().getDeclaredMethod("cancel", IOException.class);
            cancel.setAccessible(true);
            cancel.invoke(jdkObject, why);
        } catch (ReflectiveOperationException e) {
            AgentLog.suppressed("the end of a retry", e);
        }
    }

    /** The failure that this verdict will give to the application; {@code null}: not known. */
    static @Nullable Throwable failureOf(Object verdict) {
        if (!isFuture(verdict)) {
            Object cause = JdkObject.call(verdict, "requestFailureCause");
            return cause instanceof Throwable ? (Throwable) cause : null;
        }
        CompletableFuture<?> future = (CompletableFuture<?>) verdict;
        try {
            if (future.isCompletedExceptionally()) {
                future.getNow(null);
            }
            return null;
        } catch (CompletionException e) {
            return e.getCause();
        } catch (RuntimeException e) {
            return e;
        }
    }

    /** A verdict that gives this failure to the application. */
    @SuppressWarnings("FutureReturnValueIgnored") // the JDK takes it
    static Object failing(Object verdict, Throwable failure) {
        if (isFuture(verdict)) {
            CompletableFuture<Object> failed = new CompletableFuture<>();
            failed.completeExceptionally(failure);
            return failed;
        }
        Object context = context(verdict, failure, false, null, false);
        return context == null ? verdict : context;
    }

    /** A verdict that ends what the JDK was about to send again ({@link #isTaken}), with what it would have thrown. */
    static Object ending(@Nullable Object verdict, Object multiExchange, Throwable error) {
        Object known = verdict == null ? JdkObject.field(multiExchange, "retryCause") : failureOf(verdict);
        Throwable cause = known instanceof Throwable ? (Throwable) known : error;
        return verdict == null ? failing(new CompletableFuture<>(), cause) : failing(verdict, cause);
    }

    private static boolean isFuture(Object verdict) {
        return verdict instanceof CompletableFuture;
    }

    /** "The JDK has sent it again once": renamed in 17.0.16 and with it in 21. */
    private static String onceOf(Object multiExchange) {
        return JdkObject.has(multiExchange, "retriedOnce") ? "retriedOnce" : "expiredOnce";
    }

    private static @Nullable Object context(
            Object verdict, Throwable cause, boolean again, @Nullable AtomicInteger counter, boolean connectAnew) {
        Constructor<?> constructor = contextOf(verdict);
        try {
            return constructor == null ? null : constructor.newInstance(cause, again, counter, connectAnew);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable Constructor<?> contextOf(Object verdict) {
        try {
            Constructor<?> constructor = verdict.getClass()
                    .getDeclaredConstructor(Throwable.class, boolean.class, AtomicInteger.class, boolean.class);
            constructor.setAccessible(true);
            return constructor;
        } catch (ReflectiveOperationException | RuntimeException notKnown) {
            return null;
        }
    }
}
