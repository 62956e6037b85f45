package io.resetguard.diagnosis;

import io.resetguard.origin.EndedTogether;
import org.jspecify.annotations.Nullable;

/** Three or more connections to one address ended within a second, and no common idle timeout explains that. */
final class ServerRestartRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        if (!facts.manyEndedTogether()) {
            return null;
        }
        EndedTogether together = facts.known.endedTogether;
        boolean various = together.reused > 0 || together.answering > 0 || together.idle > 0;
        DiagnosisBuilder b = new DiagnosisBuilder(
                        Cause.SERVER_RESTART, various ? Confidence.LIKELY : Confidence.POSSIBLE)
                .because(facts.togetherSentence());
        if (together.answering > 0) {
            b.because(Amounts.count(together.answering, "connection") + " of these ended in the middle of a response");
        }
        if (together.longestIdleNanos - together.shortestIdleNanos > EndedTogether.WINDOW_NANOS
                && together.shortestIdleNanos >= 0) {
            b.because("their idle times, " + Amounts.time(together.shortestIdleNanos) + " to "
                    + Amounts.time(together.longestIdleNanos) + ", are not one timeout");
        }
        if (!various) {
            b.against("all were fresh connections without any response: a limit of connections or a filter before the"
                    + " server would look the same");
        }
        if (together.openedSince > 0) {
            b.against(Amounts.count(together.openedSince, "new connection") + " to this address could be opened since"
                    + " the end before this one");
        }
        return b.advise("server: stop gracefully: take the instance out of the load balancer first, then let it finish"
                        + " its requests (Spring Boot server.shutdown=graceful, Kubernetes preStop and"
                        + " terminationGracePeriodSeconds, nginx -s quit)")
                .advise("look whether the server was deployed, restarted or killed (OOM) at this time")
                .build();
    }
}
