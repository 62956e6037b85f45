package io.resetguard.diagnosis;

import io.resetguard.origin.EndedTogether;
import org.jspecify.annotations.Nullable;

/**
 * Three or more connections to one address ended within a second, and no common idle timeout explains that; or new
 * connections were refused while one that had been well was there, and then that ended too.
 */
final class ServerRestartRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        boolean many = facts.manyEndedTogether();
        boolean refused = facts.refusedMeanwhile();
        if (!many && !refused) {
            return null;
        }
        EndedTogether together = facts.known.endedTogether;
        boolean various = together.reused > 0 || together.answering > 0 || together.idle > 0;
        // Fresh connections that end as soon as they are there meet a limit, or a filter, more often than a restart.
        if (!refused && !various && (together.waiting < 2 || facts.roundSeconds() > 0)) {
            return null;
        }
        boolean oneOfSeveral = facts.known.surroundings.anotherAddressAnswers;
        boolean likely = refused ? !facts.known.severalAddresses : various;
        DiagnosisBuilder b = new DiagnosisBuilder(
                        oneOfSeveral ? Cause.TARGET_REMOVED : Cause.SERVER_RESTART,
                        likely ? Confidence.LIKELY : Confidence.POSSIBLE)
                .because(facts.togetherSentence())
                .because(oneOfSeveral ? "another address of this origin answers" : null);
        if (refused) {
            b.because(facts.refusedSentence())
                    .against(
                            facts.known.severalAddresses
                                    ? "the origin has several addresses: which one refused is not known"
                                    : "a firewall that refuses new connections looks the same");
        }
        if (together.answering > 0) {
            b.because(Amounts.count(together.answering, "connection") + " of these ended in the middle of a response");
        }
        if (together.longestIdleNanos - together.shortestIdleNanos > EndedTogether.WINDOW_NANOS
                && together.shortestIdleNanos >= 0) {
            b.because("their idle times, " + Amounts.time(together.shortestIdleNanos) + " to "
                    + Amounts.time(together.longestIdleNanos) + ", are not one timeout");
        }
        if (!various && !refused) {
            b.against("all were fresh connections without any response: a limit of connections or a filter before the"
                    + " server would look the same");
        }
        if (together.openedSince > 0) {
            b.against(Amounts.count(together.openedSince, "new connection") + " to this address could be opened since"
                    + " the end before this one");
        }
        if (oneOfSeveral) {
            b.advise(
                            "load balancer: let a target that is taken out finish what it has (deregistration delay, connection"
                                    + " draining, preStop), and close its idle connections first")
                    .advise("client: -Dnetworkaddress.cache.ttl (security property; 30 s unless set) bounds how long an"
                            + " address that is gone is still used for new connections");
        }
        return b.advise("server: stop gracefully: take the instance out of the load balancer first, then let it finish"
                        + " its requests (Spring Boot server.shutdown=graceful, Kubernetes preStop and"
                        + " terminationGracePeriodSeconds, nginx -s quit)")
                .advise("look whether the server was deployed, restarted or killed (OOM)" + facts.atTime())
                .advise(OwnAdvice.retry(facts))
                .build();
    }
}
