package io.resetguard.retry;

import io.resetguard.origin.OriginProfile;
import io.resetguard.origin.Origins;
import org.jspecify.annotations.Nullable;

/**
 * How many retries each origin may still get: a share of its requests of the last ten seconds, and a reserve of one a
 * second. So retries never multiply the load on a server that is down. Any thread; a request on the healthy path is one
 * compare-and-set. Times are those of {@link System#nanoTime()}, passed in.
 */
public final class RetryBudget {

    private final double share;
    private final Origins origins;

    /**
     * @param share of the requests: 0.1 for {@code 10%}
     */
    public RetryBudget(double share, Origins origins) {
        this.share = share;
        this.origins = origins;
    }

    /** Counts a request. */
    public void requestBegan(OriginProfile origin, long nowNanos) {
        origin.budget(nowNanos).requestBegan(nowNanos);
    }

    /** May one more be sent again to {@code scheme://host:port}? A yes takes it. */
    public boolean take(@Nullable String origin, long nowNanos) {
        return origin != null && origins.of(origin).budget(nowNanos).take(share, nowNanos);
    }
}
