package io.resetguard.exchange;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chain of causes of an exception, which may be a circle. For failing paths: it makes a list. */
public final class Causes {

    private static final int MOST = 16;

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

    /** The exception itself and what caused it, outermost first; the sixteen outermost. */
    public static List<Throwable> of(@Nullable Throwable error) {
        List<Throwable> chain = new ArrayList<>(4);
        for (Throwable t = error; t != null && chain.size() < MOST; t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }
}
