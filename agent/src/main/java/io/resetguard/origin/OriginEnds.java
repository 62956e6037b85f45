package io.resetguard.origin;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import java.net.URI;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The last ends that requests to one origin met, and what was answered since: made at the first of them. Any thread; the
 * healthy path writes fields without a lock, and loses nothing that matters where two write at once.
 */
final class OriginEnds {

    static final int KEPT = 16;

    /** What happened before may have had another reason. */
    private static final long FORGOTTEN_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final EndOfRequest[] ends = new EndOfRequest[KEPT];
    private final long firstNanos;
    private int next;
    private int handshakesFailed;
    private int bursts;
    private int inBurst;
    private int answersInBurst;
    private long lastNanos;

    /** Answers since the first end; racy. */
    private int answers;

    private volatile boolean answeredUpgrade;
    private volatile boolean answeredPlain;

    OriginEnds(long nowNanos) {
        this.firstNanos = nowNanos;
        this.lastNanos = nowNanos;
    }

    synchronized void add(PeerReset reset, long nowNanos) {
        if (reset.phase == Phase.TLS_HANDSHAKE) {
            handshakesFailed++;
        }
        if (nowNanos - lastNanos > EndedTogether.WINDOW_NANOS || inBurst == 0) {
            bursts += inBurst >= EndsAlike.BURST && answers > answersInBurst ? 1 : 0;
            inBurst = 0;
            answersInBurst = answers;
        }
        inBurst++;
        lastNanos = nowNanos;
        EndOfRequest end = new EndOfRequest(reset, key(reset.method, pathOf(reset.url)), answers, nowNanos);
        // The request may have been answered already, on another connection or after a re-send.
        for (EndOfRequest known : ends) {
            end.answered |= known != null && known.key == end.key && known.answered;
        }
        ends[next] = end;
        next = (next + 1) % KEPT;
    }

    /** An answer came. On the healthy path of an origin that had ends. */
    void answered(Exchange exchange) {
        answers++;
        if (exchange.asksUpgrade()) {
            answeredUpgrade = true;
        } else {
            answeredPlain = true;
        }
        int key = key(exchange.method, pathOf(exchange.url));
        for (EndOfRequest end : ends) {
            if (end != null && end.key == key && !end.answered) {
                end.answered = true;
            }
        }
    }

    /** Those that are like this one, which was added. */
    synchronized EndsAlike like(PeerReset reset, long nowNanos) {
        int key = key(reset.method, pathOf(reset.url));
        EndsAlike alike = new EndsAlike();
        for (int i = 0; i < KEPT; i++) {
            EndOfRequest end = ends[(next + i) % KEPT];
            if (end != null && nowNanos - end.atNanos <= FORGOTTEN_NANOS) {
                alike.add(end, reset, key, answers);
            }
        }
        alike.handshakesFailed = handshakesFailed;
        alike.bursts = bursts;
        alike.inBurst = inBurst;
        alike.answersSinceFirst = answers;
        alike.answeredUpgrade = answeredUpgrade;
        alike.answeredPlain = answeredPlain;
        alike.sinceFirstNanos = nowNanos - firstNanos;
        return alike;
    }

    private static int key(@Nullable String method, String path) {
        return 31 * path.hashCode() + (method == null ? 0 : method.hashCode());
    }

    /** Of an {@link URL}, an {@link URI} or a text; without its query. */
    private static String pathOf(@Nullable Object url) {
        String path = null;
        if (url instanceof URL) {
            path = ((URL) url).getPath();
        } else if (url instanceof URI) {
            path = ((URI) url).getRawPath();
        } else if (url instanceof String) {
            path = pathIn((String) url);
        }
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static String pathIn(String url) {
        int authority = url.indexOf("://");
        int from = authority < 0 ? -1 : url.indexOf('/', authority + 3);
        if (from < 0) {
            return "/";
        }
        int to = from;
        while (to < url.length() && url.charAt(to) != '?' && url.charAt(to) != '#') {
            to++;
        }
        return url.substring(from, to);
    }

    /** One of them. All but {@code answered} is written once. */
    static final class EndOfRequest {
        final int key;
        final long exchangeId;
        final long connectionId;
        final long atNanos;
        final long waitedNanos;
        final long receivedBytes;
        final int answersBefore;
        final boolean unanswered;
        final boolean rst;
        final boolean inBody;
        final boolean busy;
        final boolean asksUpgrade;

        /** Was the same request answered, before or after? */
        volatile boolean answered;

        EndOfRequest(PeerReset reset, int key, int answersBefore, long nowNanos) {
            this.key = key;
            this.exchangeId = reset.exchangeId;
            this.connectionId = reset.connectionId;
            this.atNanos = nowNanos;
            this.waitedNanos = reset.sinceLastWriteNanos;
            this.receivedBytes = reset.receivedBytes;
            this.answersBefore = answersBefore;
            this.inBody = reset.phase == Phase.READ_BODY;
            this.unanswered = reset.receivedBytes <= 0
                    && reset.phase.compareTo(Phase.WRITE_HEAD) >= 0
                    && reset.phase.compareTo(Phase.AWAIT_RESPONSE) <= 0;
            this.rst = reset.byRst();
            this.busy = reset.idleNanos >= 0 && reset.idleNanos < ReuseIdle.TELLING_NANOS;
            this.asksUpgrade = reset.asksUpgrade;
        }
    }
}
