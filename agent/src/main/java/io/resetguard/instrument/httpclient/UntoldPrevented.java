package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.TrackedConnection;
import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.prevent.Prevented;
import io.resetguard.prevent.ReuseDecision;
import io.resetguard.prevent.Reuses;
import java.util.ArrayList;
import java.util.List;

/** The connections that a request was not given, until it is known which one it gets instead. Any thread. */
final class UntoldPrevented {

    private final Reuses reuses;
    private final HttpClientAccess access;

    /** By the JDK's {@code HttpRequestImpl}, which goes from one thread to the next but is used by one at a time. */
    private final WeakIdentityMap<List<Refused>> byRequest = new WeakIdentityMap<>();

    private static final class Refused {
        final TrackedConnection connection;
        final ReuseDecision why;

        Refused(TrackedConnection connection, ReuseDecision why) {
            this.connection = connection;
            this.why = why;
        }
    }

    UntoldPrevented(Reuses reuses, HttpClientAccess access) {
        this.reuses = reuses;
        this.access = access;
    }

    boolean isEmpty() {
        return byRequest.size() == 0;
    }

    void add(Object request, TrackedConnection connection, ReuseDecision why) {
        List<Refused> refused = byRequest.get(request);
        if (refused == null) {
            refused = new ArrayList<>(2);
            byRequest.put(request, refused);
        }
        refused.add(new Refused(connection, why));
    }

    /** The request got this connection. */
    void tell(Object request, TrackedConnection instead) {
        List<Refused> refused = byRequest.remove(request);
        if (refused == null) {
            return;
        }
        for (Refused one : refused) {
            reuses.prevented(new Prevented(
                    HttpClientFacts.CLIENT,
                    access.method(request),
                    access.uri(request),
                    one.connection,
                    one.why,
                    instead.id));
        }
    }
}
