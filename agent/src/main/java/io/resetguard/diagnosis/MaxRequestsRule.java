package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import org.jspecify.annotations.Nullable;

/** The peer announced how many requests a connection may serve, and that many were served. */
final class MaxRequestsRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        if (reset.keepAliveMax < 0 || !reset.reused() || !facts.nothingReceived() || facts.idleBeyondAnnounced()) {
            return null;
        }
        // Some peers announce what is left (Apache httpd), some the whole number (Node.js).
        boolean noneLeft = reset.keepAliveMax == 0;
        if (!noneLeft && reset.requestNumber != reset.keepAliveMax + 1) {
            return null;
        }
        DiagnosisBuilder b = new DiagnosisBuilder(Cause.MAX_REQUESTS_OR_AGE, Confidence.LIKELY)
                .because("the peer announced Keep-Alive: max=" + reset.keepAliveMax + ", and this was request "
                        + reset.requestNumber + " on the connection");
        if (!noneLeft) {
            b.against(
                    "if the peer counts down, max=" + reset.keepAliveMax + " was what was left, not the whole number");
        }
        return b.advise("server: a larger limit of requests per connection, and Connection: close on the last response"
                        + " (nginx keepalive_requests, Apache MaxKeepAliveRequests, Tomcat maxKeepAliveRequests, Node.js"
                        + " server.maxRequestsPerSocket)")
                .build();
    }
}
