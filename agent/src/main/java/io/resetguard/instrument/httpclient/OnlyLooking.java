package io.resetguard.instrument.httpclient;

import io.resetguard.bootstrap.HttpClientRetryListener;
import org.jspecify.annotations.Nullable;

/** Stands where a retry would be decided, on a JDK that lacks what one needs: the JDK's own values stand. */
final class OnlyLooking extends HttpClientRetryListener {

    private final HttpClientTracker tracker;

    OnlyLooking(HttpClientTracker tracker) {
        this.tracker = tracker;
    }

    @Override
    protected @Nullable Object attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error) {
        tracker.attemptFailed(verdict, multiExchange, error);
        return verdict;
    }

    @Override
    protected Object pool(Object pool, Object address, Object request) {
        return pool;
    }

    @Override
    protected Object timeout(Object duration, Object multiExchange) {
        return duration;
    }

    @Override
    protected void responded(Object multiExchange, Object response) {}
}
