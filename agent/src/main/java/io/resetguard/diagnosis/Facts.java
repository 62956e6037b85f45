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

    final PeerReset reset;
    final Known known;
    final int jdkFeature;

    Facts(PeerReset reset, Known known, int jdkFeature) {
        this.reset = reset;
        this.known = known;
        this.jdkFeature = jdkFeature;
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

    /** Did connections to this address end together that a common idle timeout does not explain? */
    boolean manyEndedTogether() {
        EndedTogether together = known.endedTogether;
        return together.connections >= 3 && !together.agedAlike() && !allBeyondTimeout(together);
    }

    private boolean allBeyondTimeout(EndedTogether together) {
        long announced = announcedSeconds();
        long timeout = announced > 0
                ? TimeUnit.SECONDS.toNanos(announced)
                : known.idleCloses.showTimeout() ? known.idleCloses.shortestNanos : Long.MAX_VALUE;
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
