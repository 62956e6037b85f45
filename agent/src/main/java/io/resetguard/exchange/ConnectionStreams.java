package io.resetguard.exchange;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The exchanges on one HTTP/2 connection, one a stream. Any thread. */
final class ConnectionStreams {

    private static final int ENDED_KEPT = 256;

    private final OpenStreams open = new OpenStreams();
    private final List<Exchange> ended = new ArrayList<>(0);
    private volatile @Nullable Exchange newest;
    private volatile int underWay;
    private volatile @Nullable Exchange oldestUnderWay;

    /** Since when frames wait for one in return; 0: none do. */
    private volatile long unansweredSinceNanos;

    void begin(Exchange exchange) {
        open.put(exchange.streamId(), exchange);
        newest = exchange;
    }

    @Nullable
    Exchange get(int streamId) {
        return open.get(streamId);
    }

    /** The one that was opened last, while it is open. */
    @Nullable
    Exchange newest() {
        return newest;
    }

    boolean isNoneOpen() {
        return open.isEmpty();
    }

    @Nullable
    Exchange remove(int streamId) {
        Exchange done = open.remove(streamId);
        if (done == newest) {
            newest = null;
        }
        return done;
    }

    void frameSent(long nowNanos) {
        if (unansweredSinceNanos == 0) {
            unansweredSinceNanos = nowNanos == 0 ? 1 : nowNanos;
        }
    }

    void frameReceived() {
        if (unansweredSinceNanos != 0) {
            unansweredSinceNanos = 0;
        }
    }

    long unansweredNanos(long nowNanos) {
        long since = unansweredSinceNanos;
        return since == 0 ? 0 : Math.max(0, nowNanos - since);
    }

    /** Keeps one that ended badly, until it is asked for. */
    void keep(Exchange done) {
        synchronized (ended) {
            if (ended.size() == ENDED_KEPT) {
                ended.remove(0);
            }
            ended.add(done);
        }
    }

    /** One that was kept, by the JDK's object for it; given once. */
    @Nullable
    Exchange takeKept(@Nullable Object call) {
        synchronized (ended) {
            for (int i = 0; i < ended.size(); i++) {
                if (ended.get(i).isOf(call)) {
                    return ended.remove(i);
                }
            }
        }
        return null;
    }

    /** Notes, once, how many are open and which is the oldest. */
    void noteUnderWay() {
        if (underWay > 0) {
            return;
        }
        synchronized (open) {
            underWay = open.size();
            oldestUnderWay = open.oldest();
        }
    }

    int underWay() {
        return underWay;
    }

    @Nullable
    Exchange oldestUnderWay() {
        return oldestUnderWay;
    }
}
