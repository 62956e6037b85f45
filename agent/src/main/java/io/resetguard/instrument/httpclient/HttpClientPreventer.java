package io.resetguard.instrument.httpclient;

import io.resetguard.bootstrap.HttpClientPreventListener;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.prevent.Reuses;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a pooled connection of {@code java.net.http.HttpClient} before it is used again (docs/adr/0013). Exists only
 * where prevent is on. Whether it is used is decided in {@code prevent}; here is how the JDK comes to use another.
 */
final class HttpClientPreventer extends HttpClientPreventListener {

    private final HttpClientConnections connections;
    private final HttpClientFacts facts;
    private final UntoldPrevented untold;
    private final Http1Pool h1;
    private final Http2Pool h2;

    HttpClientPreventer(
            Reuses reuses,
            HttpClientConnections connections,
            HttpClientFacts facts,
            HttpClientAccess access,
            LongSupplier nanoClock) {
        this.connections = connections;
        this.facts = facts;
        this.untold = new UntoldPrevented(reuses, access);
        this.h1 = new Http1Pool(reuses, connections, facts, untold, nanoClock);
        this.h2 = new Http2Pool(reuses, connections, untold, nanoClock);
    }

    @Override
    protected boolean takesOldest(List<?> idle) {
        return h1.takesOldest(idle);
    }

    @Override
    protected @Nullable Object takenFromPool(Object connection, Object client, Object request) throws Throwable {
        return h1.use(connection, client, request);
    }

    @Override
    protected void foundInPool(Object h2Connection, Object request) throws Throwable {
        h2.found(h2Connection, request);
    }

    @Override
    protected void searchedPool(Object request) throws Throwable {
        h2.searched(request);
    }

    @Override
    protected void streamEnded(Object h2Connection) throws Throwable {
        h2.streamEnded(h2Connection);
    }

    @Override
    protected void anyFrame(Object h2Connection) {
        h2.frame(h2Connection);
    }

    @Override
    protected void opening(@Nullable Object channel, @Nullable Object exchange) {
        Object request = untold.isEmpty() ? null : facts.requestOf(exchange);
        TrackedConnection instead = request == null ? null : connections.known(channel);
        if (request != null && instead != null) {
            untold.tell(request, instead);
        }
    }
}
