package io.resetguard.origin;

import io.resetguard.exchange.PeerReset;

/** What is known of one origin. Any thread. */
public final class OriginMemory {

    private ReuseIdle reuseIdle = ReuseIdle.NONE;
    private long announcedTimeoutSeconds = -1;

    OriginMemory() {}

    synchronized void peerEnded(PeerReset reset) {
        reuseIdle = reuseIdle.with(reset);
        if (reset.keepAliveTimeoutSeconds >= 0) {
            announcedTimeoutSeconds = reset.keepAliveTimeoutSeconds;
        }
    }

    /** Idle times that worked and failed. */
    public synchronized ReuseIdle reuseIdle() {
        return reuseIdle;
    }

    /** The last {@code Keep-Alive: timeout} that the peer announced; -1: none. */
    public synchronized long announcedTimeoutSeconds() {
        return announcedTimeoutSeconds;
    }
}
