package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.origin.LearnedLimit;
import org.jspecify.annotations.Nullable;

/** The peer allows so many requests on, or such an age of, a connection, as it announced or was seen to do. */
final class MaxRequestsRule implements Rule {

    private static final String SERVER =
            "server: a larger limit of requests per connection, and Connection: close on the last response"
                    + " (nginx keepalive_requests, Apache MaxKeepAliveRequests, Tomcat maxKeepAliveRequests, Node.js"
                    + " server.maxRequestsPerSocket)";

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        if (!reset.reused() || !facts.nothingReceived() || facts.idleBeyondAnnounced()) {
            return null;
        }
        Diagnosis announced = announced(facts);
        return announced != null ? announced : learned(facts);
    }

    private static @Nullable Diagnosis announced(Facts facts) {
        PeerReset reset = facts.reset;
        // Some peers announce what is left (Apache httpd), some the whole number (Node.js).
        boolean noneLeft = reset.keepAliveMax == 0;
        if (reset.keepAliveMax < 0 || (!noneLeft && reset.requestNumber != reset.keepAliveMax + 1)) {
            return null;
        }
        DiagnosisBuilder b = new DiagnosisBuilder(Cause.MAX_REQUESTS_OR_AGE, Confidence.LIKELY)
                .because("the peer announced Keep-Alive: max=" + reset.keepAliveMax + ", and this was request "
                        + reset.requestNumber + " on the connection");
        if (!noneLeft) {
            b.against(
                    "if the peer counts down, max=" + reset.keepAliveMax + " was what was left, not the whole number");
        }
        return withAdvice(b.advise(SERVER), facts);
    }

    private static @Nullable Diagnosis learned(Facts facts) {
        PeerReset reset = facts.reset;
        LearnedLimit requests = facts.known.requestLimit;
        LearnedLimit age = facts.known.ageLimit;
        if (requests.isKnown() && reset.ageKnown && reset.requestNumber - 1 == requests.value) {
            return withAdvice(
                    new DiagnosisBuilder(Cause.MAX_REQUESTS_OR_AGE, Confidence.LIKELY)
                            .because("this origin ends connections after "
                                    + Amounts.count(requests.value, "request") + ", as was seen "
                                    + Amounts.count(requests.samples, "time") + ", and this was request "
                                    + reset.requestNumber)
                            .because(facts.connectionSentence())
                            .advise(SERVER),
                    facts);
        }
        boolean busy = reset.idleNanos >= 0 && reset.idleNanos < reset.ageNanos / 10;
        if (age.isKnown() && busy && isAbout(reset.ageNanos, age.value)) {
            return withAdvice(
                    new DiagnosisBuilder(Cause.MAX_REQUESTS_OR_AGE, Confidence.LIKELY)
                            .because("this origin ends connections at an age of " + Amounts.time(age.value)
                                    + ", however busy, as was seen " + Amounts.count(age.samples, "time")
                                    + ", and this one was " + Amounts.time(reset.ageNanos) + " old")
                            .advise(
                                    "server: a larger limit of a connection's age, and Connection: close on the last response"
                                            + " (nginx keepalive_time, Envoy max_connection_duration)"),
                    facts);
        }
        return null;
    }

    /** What was seen of an age is late by a share of it. */
    private static boolean isAbout(long value, long limit) {
        return value >= limit - limit / 20 && value <= limit + limit / 10;
    }

    private static Diagnosis withAdvice(DiagnosisBuilder b, Facts facts) {
        return b.advise(OwnAdvice.prevent(facts, true))
                .advise(OwnAdvice.retry(facts))
                .build();
    }
}
