package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.PeerReset;
import io.resetguard.retry.Retries;
import io.resetguard.retry.RetryDecision;

/** Tells that a request was not sent again, and why: behind its reset, on the same thread. */
final class NotSentAgain implements Runnable {
    private final Retries retries;
    private final PeerReset reset;
    private final RetryDecision why;

    NotSentAgain(Retries retries, PeerReset reset, RetryDecision why) {
        this.retries = retries;
        this.reset = reset;
        this.why = why;
    }

    @Override
    public void run() {
        retries.suppressed(reset, why);
    }
}
