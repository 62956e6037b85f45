package io.resetguard.retry;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * How many retries each origin may still get: a share of its requests of the last ten seconds, and a reserve of one a
 * second. So retries never multiply the load on a server that is down. The 1,000 last used origins. Any thread; a
 * request on the healthy path is one look-up and one compare-and-set. Times are those of {@link System#nanoTime()},
 * passed in.
 */
public final class RetryBudget {

    static final int MOST = 1_000;

    private final ConcurrentMap<String, OriginBudget> origins = new ConcurrentHashMap<>();
    private final double share;

    /**
     * @param share of the requests: 0.1 for {@code 10%}
     */
    public RetryBudget(double share) {
        this.share = share;
    }

    /** Counts a request to {@code http(s)://host:port}; a port of -1 is the scheme's. See {@link Retries}. */
    public OriginBudget requestBegan(@Nullable Object last, boolean tls, String host, int port, long nowNanos) {
        int truePort = port >= 0 ? port : tls ? 443 : 80;
        OriginBudget its = last instanceof OriginBudget && ((OriginBudget) last).isFor(host, truePort)
                ? (OriginBudget) last
                : of(host.toLowerCase(Locale.ROOT) + ":" + truePort, nowNanos);
        its.requestBegan(nowNanos);
        return its;
    }

    /** May one more be sent again to {@code scheme://host:port}? A yes takes it. */
    public boolean take(@Nullable String origin, long nowNanos) {
        int slashes = origin == null ? -1 : origin.indexOf("://");
        return origin != null
                && slashes > 0
                && of(origin.substring(slashes + 3), nowNanos).take(share, nowNanos);
    }

    /** How many origins are remembered. */
    int size() {
        return origins.size();
    }

    private OriginBudget of(String hostAndPort, long nowNanos) {
        OriginBudget known = origins.get(hostAndPort);
        if (known != null) {
            return known;
        }
        if (origins.size() >= MOST) {
            dropOldest();
        }
        OriginBudget made = new OriginBudget(hostAndPort, nowNanos);
        OriginBudget before = origins.putIfAbsent(hostAndPort, made);
        return before == null ? made : before;
    }

    private void dropOldest() {
        Map.@Nullable Entry<String, OriginBudget> oldest = null;
        for (Map.Entry<String, OriginBudget> entry : origins.entrySet()) {
            boolean older = oldest == null
                    || entry.getValue().lastUsedNanos() - oldest.getValue().lastUsedNanos() < 0;
            oldest = older ? entry : oldest;
        }
        if (oldest != null) {
            oldest.getValue().forget();
            origins.remove(oldest.getKey(), oldest.getValue());
        }
    }
}
