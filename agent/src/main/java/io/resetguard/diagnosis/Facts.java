package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.origin.EndedTogether;
import io.resetguard.origin.Known;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A reset, what is known around it, and what follows from both. Immutable. */
final class Facts {

    /** What this JVM and the peer's may take for themselves, beside the way there and back. */
    private static final long SCHEDULING_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    final PeerReset reset;
    final Known known;
    final int jdkFeature;
    private final Circumstances circumstances;

    Facts(PeerReset reset, Known known, Circumstances circumstances) {
        this.reset = reset;
        this.known = known;
        this.jdkFeature = circumstances.jdk.feature;
        this.circumstances = circumstances;
    }

    /** What this release of the JDK is known to do wrong; {@code null}: it does not. */
    @Nullable
    String flaw(JdkFlaw flaw) {
        return flaw.isIn(circumstances.jdk) ? flaw.sentence : null;
    }

    /** How long this JVM stood still since the connection became idle, or was opened. */
    long pausedNanos() {
        return circumstances.pausedNanos;
    }

    OwnOptions options() {
        return circumstances.options;
    }

    /** {@code  at 06:41:04.459 UTC, from 127.0.0.1:4711}: what to look for in a log of the peer's. */
    String atTime() {
        String from = reset.local == null ? "" : ", from " + reset.local;
        return circumstances.time.isEmpty() ? " at this time" : " at " + circumstances.time + from;
    }

    /** Was the connection opened, and TLS set up where there is TLS? */
    boolean pastHandshake() {
        return reset.phase.compareTo(Phase.TLS_HANDSHAKE) > 0;
    }

    /** Is the peer known to close connections that were idle for this long? */
    boolean isLimitKnownBelow(long idleNanos) {
        long announced = announcedSeconds();
        boolean closes = known.idleCloses.showTimeout() && known.idleCloses.shortestNanos <= idleNanos;
        boolean learned = known.idleLimit.isKnown() && known.idleLimit.value <= idleNanos;
        return closes || learned || (announced > 0 && TimeUnit.SECONDS.toNanos(announced) <= idleNanos);
    }

    /** The longest idle time after which a connection was answered; -1: not known. */
    long longestIdleThatWorked() {
        return known.reuseIdle.longestWorkedNanos;
    }

    /** The shortest idle time after which one turned out to be gone, this one included. */
    long shortestIdleThatFailed() {
        long before = known.reuseIdle.shortestFailedNanos;
        return before < 0 ? reset.idleNanos : Math.min(before, reset.idleNanos);
    }

    /** Did connections turn out to be gone after idle times that differ by more than a peer's timer does? */
    boolean failedAtVariousIdleTimes() {
        long shortest = shortestIdleThatFailed();
        return known.reuseIdle.failures >= 2 && reset.idleNanos - shortest > shortest / 3;
    }

    String variousIdleSentence() {
        return (known.reuseIdle.failures + 1) + " idle connections turned out to be gone, after "
                + Amounts.time(shortestIdleThatFailed()) + " and longer: no single moment at which a peer closes";
    }

    boolean byHttpClient() {
        return reset.client.equals("HttpClient");
    }

    /** Not a byte of a response came. */
    boolean nothingReceived() {
        return reset.receivedBytes <= 0 && !answering();
    }

    boolean answering() {
        return reset.phase == Phase.READ_HEAD || reset.phase == Phase.READ_BODY;
    }

    boolean sending() {
        return reset.phase == Phase.WRITE_HEAD || reset.phase == Phase.WRITE_BODY;
    }

    /** The idle timeout that the peer announced, seconds; -1: none. */
    long announcedSeconds() {
        return reset.keepAliveTimeoutSeconds >= 0 ? reset.keepAliveTimeoutSeconds : known.announcedTimeoutSeconds;
    }

    /** Had the connection been idle for as long as the peer said it would wait? */
    boolean idleBeyondAnnounced() {
        long announced = announcedSeconds();
        return announced > 0 && reset.idleNanos >= TimeUnit.SECONDS.toNanos(announced);
    }

    /** Had it been idle for as long as idle connections which the peer was seen to close? */
    boolean idleAsLongAsClosedOnes() {
        long shortest = known.idleCloses.shortestNanos;
        return known.idleCloses.showTimeout() && reset.idleNanos >= shortest - shortest / 20;
    }

    /** Did the peer end it as soon as the first bytes of the request can have reached it and the answer come back? */
    boolean endedAtOnce() {
        return reset.sinceLastWriteNanos < -1
                || (reset.sinceLastWriteNanos >= 0
                        && reset.connectNanos >= 0
                        && reset.sinceLastWriteNanos <= 2 * reset.connectNanos + SCHEDULING_NANOS);
    }

    /** Did the peer end it sooner than it answers most requests, on a busy machine too? */
    boolean endedSoon() {
        return endedAtOnce()
                || (reset.sinceLastWriteNanos != -1
                        && reset.sinceLastWriteNanos < Math.max(SOON_NANOS, 4 * reset.connectNanos));
    }

    /** Did connections to this address end together that a common idle timeout does not explain? */
    boolean manyEndedTogether() {
        EndedTogether together = known.endedTogether;
        return together.connections >= 3 && !together.agedAlike() && !allBeyondTimeout(together);
    }

    private boolean allBeyondTimeout(EndedTogether together) {
        long announced = announcedSeconds();
        long timeout = announced > 0
                ? TimeUnit.SECONDS.toNanos(announced)
                : known.idleCloses.showTimeout()
                        ? known.idleCloses.shortestNanos
                        : known.idleLimit.isKnown() ? known.idleLimit.value : Long.MAX_VALUE;
        return together.answering == 0 && together.shortestIdleNanos >= timeout;
    }

    /** New or used, and what that says. */
    String connectionSentence() {
        if (!reset.reused()) {
            return "the connection was fresh: this was its first request";
        }
        if (reset.idleNanos < 0) {
            return "the connection was older than the agent: how long it had been idle is not known";
        }
        return "the connection had been used before and had been idle for " + Amounts.time(reset.idleNanos);
    }

    @Nullable
    String endedSentence() {
        if (reset.sinceLastWriteNanos < -1) {
            return "the peer had ended it before the last byte of the request was written";
        }
        if (reset.sinceLastWriteNanos < 0) {
            return null;
        }
        String after = "the end came " + Amounts.time(reset.sinceLastWriteNanos) + " after the last write";
        return reset.connectNanos < 0
                ? after
                : after + "; opening the connection took " + Amounts.time(reset.connectNanos);
    }

    @Nullable
    String togetherSentence() {
        EndedTogether together = known.endedTogether;
        if (together.connections < 3) {
            return null;
        }
        String ended = together.connections + " connections to this address ended within "
                + Amounts.time(Math.max(together.spanNanos, 1_000_000));
        return together.idle == 0 ? ended : ended + ", " + together.idle + " of them idle";
    }

    /** Did nobody listen at the origin for a time, after this connection was last known to be well? */
    boolean refusedMeanwhile() {
        boolean established = pastHandshake() && reset.proxy == null;
        return established && known.refusedBeforeNanos != Known.NEVER;
    }

    String refusedSentence() {
        long before = known.refusedBeforeNanos;
        return "a new connection to this origin was refused " + Amounts.time(Math.abs(before))
                + (before >= 0 ? " before, while this one was open" : " after") + ": nobody listened there";
    }

    /** A time to the response that looks like somebody's timeout: 10, 15, 30, 60, 90, 120, 180, 300, 600 s. */
    int roundSeconds() {
        long waited = reset.sinceLastWriteNanos;
        for (int seconds : new int[] {10, 15, 30, 60, 90, 120, 180, 300, 600}) {
            long over = waited - TimeUnit.SECONDS.toNanos(seconds);
            if (over >= -TimeUnit.MILLISECONDS.toNanos(20) && over <= TimeUnit.MILLISECONDS.toNanos(500)) {
                return seconds;
            }
        }
        return 0;
    }
}
