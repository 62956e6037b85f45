package io.resetguard.exchange;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The chain of causes of an exception, which may be a circle. For failing paths: it makes a list. */
public final class Causes {

    private static final int MOST = 16;

    private static final long AT_ONCE_NANOS = TimeUnit.SECONDS.toNanos(2);

    private Causes() {}

    /** Does it say that no connection came about: refused, no route, no answer in time, or a reset? For one that did not. */
    public static boolean isUnreachable(Throwable error) {
        for (Throwable t : of(error)) {
            boolean noAnswer = t instanceof SocketTimeoutException
                    || t.getClass().getName().equals("java.net.http.HttpConnectTimeoutException");
            if (t instanceof ConnectException || t instanceof NoRouteToHostException || noAnswer) {
                return true;
            }
        }
        return Signal.ofError(error) != null;
    }

    /**
     * Does it say that nobody listens there (ECONNREFUSED)? A {@code ConnectException} is thrown for other reasons too.
     *
     * @param tookNanos from the beginning of the connect
     */
    public static boolean isRefused(Throwable error, long tookNanos) {
        for (Throwable t : of(error)) {
            String message = t.getMessage();
            if (t instanceof ConnectException && message != null && message.startsWith("Connection refused")) {
                return true;
            }
            // PlainHttpConnection of JDK 17 to 25 connects once more after a ConnectException, on the channel that
            // it has closed, and says no more than that. But for ECONNREFUSED there is ETIMEDOUT, after minutes.
            boolean triedAgain = t.getCause() instanceof ClosedChannelException;
            if (t instanceof ConnectException && message == null && triedAgain && tookNanos < AT_ONCE_NANOS) {
                return true;
            }
        }
        return false;
    }

    /** The exception itself and what caused it, outermost first; the sixteen outermost. */
    public static List<Throwable> of(@Nullable Throwable error) {
        List<Throwable> chain = new ArrayList<>(4);
        for (Throwable t = error; t != null && chain.size() < MOST; t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }
}
