package io.resetguard.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The chain of causes of an exception, which may be a circle. For failing paths: it makes a list. */
public final class Causes {

    private static final int MOST = 16;

    private Causes() {}

    /** The exception itself and what caused it, outermost first; the sixteen outermost. */
    public static List<Throwable> of(@Nullable Throwable error) {
        List<Throwable> chain = new ArrayList<>(4);
        for (Throwable t = error; t != null && chain.size() < MOST; t = t.getCause()) {
            chain.add(t);
        }
        return chain;
    }
}
