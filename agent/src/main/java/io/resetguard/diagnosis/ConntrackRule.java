package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Signal;
import io.resetguard.origin.EndsAlike;
import org.jspecify.annotations.Nullable;

/** Large responses are reset again and again, each at another place, and others come whole. */
final class ConntrackRule implements Rule {

    private static final int LEAST = 3;

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        PeerReset reset = facts.reset;
        EndsAlike alike = facts.known.alike;
        if (reset.phase != Phase.READ_BODY
                || reset.signal != Signal.RST
                || reset.receivedBytes < EndsAlike.LARGE_BYTES
                || reset.h2) {
            return null;
        }
        boolean random = alike.longestCutBytes - alike.shortestCutBytes > alike.longestCutBytes / 5;
        if (alike.cutBodies < LEAST || !random || alike.answersSinceFirst == 0 || facts.manyEndedTogether()) {
            return null;
        }
        return new DiagnosisBuilder(Cause.CONNTRACK_INVALID, Confidence.POSSIBLE)
                .because(alike.cutBodies + " large responses of this origin's were reset, at places between "
                        + alike.shortestCutBytes + " and " + alike.longestCutBytes + " bytes")
                .because(ResponseCutRule.bodySentence(reset))
                .because("others were answered meanwhile, and no other connection ended with it")
                .against("a server that aborts responses by RST looks the same")
                .advise(
                        "look for packets that connection tracking takes for invalid: `conntrack -S` (invalid), `nstat -az"
                                + " TcpExtTCPAbortOnData`; on Kubernetes before 1.15 kube-proxy's missing INVALID DROP rule")
                .advise("sysctl net.netfilter.nf_conntrack_tcp_be_liberal=1 on the hosts in between, or a larger"
                        + " nf_conntrack_max")
                .advise("look in the server's log for a response that was aborted" + facts.atTime()
                        + "; if there is none, it was something in between")
                .build();
    }
}
