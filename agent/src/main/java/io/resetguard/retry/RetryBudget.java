package io.resetguard.retry;

import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How many retries each origin may still get: a share of its requests of the last ten seconds, and a reserve of one a
 * second. So retries never multiply the load on a server that is down. Remembers 1,000 origins; a new one displaces one
 * that was not used for long. Any thread; a request on the healthy path is one look-up and one compare-and-set, and to an
 * origin that is not known a look at eight others. Times are those of {@link System#nanoTime()}, passed in.
 */
public final class RetryBudget {

    static final int MOST = 1_000;

    /** How many are looked at for the one that a new one displaces: no more, however many hosts an application names. */
    private static final int COMPARED = 8;

    private final ConcurrentMap<String, OriginBudget> origins = new ConcurrentHashMap<>();

    /** All of them, eight side by side. */
    private final AtomicReferenceArray<@Nullable OriginBudget> places = new AtomicReferenceArray<>(MOST);

    private final AtomicInteger admitted = new AtomicInteger();
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
        OriginBudget made = new OriginBudget(hostAndPort, nowNanos);
        OriginBudget before = origins.putIfAbsent(hostAndPort, made);
        if (before != null) {
            return before;
        }
        admit(made);
        return made;
    }

    /** Takes the place of the one that was not used for longest among eight; the next one looks at the next eight. */
    private void admit(OriginBudget made) {
        int first = Math.floorMod(admitted.getAndIncrement(), MOST / COMPARED) * COMPARED;
        int place;
        OriginBudget displaced;
        do {
            place = oldest(first);
            displaced = places.get(place);
        } while (!places.compareAndSet(place, displaced, made));
        if (displaced != null) {
            displaced.forget();
            origins.remove(displaced.hostAndPort(), displaced);
        }
    }

    private int oldest(int first) {
        int oldest = first;
        for (int place = first; place < first + COMPARED; place++) {
            OriginBudget there = places.get(place);
            if (there == null) {
                return place;
            }
            OriginBudget other = places.get(oldest);
            oldest = other != null && there.lastUsedNanos() - other.lastUsedNanos() < 0 ? place : oldest;
        }
        return oldest;
    }
}
