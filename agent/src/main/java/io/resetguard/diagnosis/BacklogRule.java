package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.origin.EndedTogether;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections that were opened at the same time are reset as soon as they are there, by a peer that is well. */
final class BacklogRule implements Rule {

    /** A SYN that was dropped is sent again after a second (RFC 6298 2). */
    private static final long SYN_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(950);

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        EndedTogether together = facts.known.endedTogether;
        boolean opening = reset.phase == Phase.CONNECT;
        boolean fresh = !reset.reused() && facts.nothingReceived() && (opening || facts.pastHandshake());
        boolean atOnce = reset.byRst() && (opening || !reset.hasWaited());
        boolean onlyFresh = together.reused + together.answering + together.idle + together.waiting == 0;
        boolean well = facts.known.alike.bursts > 0 && facts.known.hasAnswered;
        boolean synAgain = reset.connectNanos >= SYN_AGAIN_NANOS;
        boolean atSameTime = opening ? facts.known.alike.inBurst >= 3 : together.connections >= 3;
        boolean many = atSameTime && onlyFresh && well;
        if (!fresh || !atOnce || !(many || (synAgain && facts.known.hasAnswered))) {
            return null;
        }
        return new DiagnosisBuilder(Cause.BACKLOG_OVERFLOW, many && synAgain ? Confidence.LIKELY : Confidence.POSSIBLE)
                .because(facts.connectionSentence())
                .because(
                        reset.ageNanos < 0
                                ? null
                                : "it ended " + Amounts.time(reset.ageNanos) + " after opening it began")
                .because(many ? facts.togetherSentence() : null)
                .because(many ? "this happened before, and the origin answered in between" : null)
                .because(
                        synAgain
                                ? "opening it took " + Amounts.time(reset.connectNanos)
                                        + ": the first SYN was dropped, as by a full accept queue"
                                : null)
                .against("a limit of connections in a proxy or firewall before the server looks the same")
                .advise(
                        "server: a longer accept queue (net.core.somaxconn and the listen backlog: nginx listen … backlog=,"
                                + " Tomcat acceptCount, Node.js listen backlog); `nstat -az TcpExtListenOverflows` counts there")
                .advise(
                        "client: fewer connections at once: keep them alive, and bound how many requests start together")
                .advise(OwnAdvice.retry(facts))
                .build();
    }
}
