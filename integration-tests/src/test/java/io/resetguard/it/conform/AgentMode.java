package io.resetguard.it.conform;

import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;

/** As what the agent is there. */
enum AgentMode {
    OBSERVING("mode=observe"),
    /** With everything on but the one thing whose purpose it is to make requests fail. */
    EVERYTHING_ON("mode=guard,retry=idempotent,retry.fresh=true,prevent=on,jdk-resend=keep");

    private final String options;

    AgentMode(String options) {
        this.options = options;
    }

    /** Where a retry has failed too, the failure of the first attempt carries the later ones, as documented. */
    String cleaned(String lines) {
        return this == OBSERVING ? lines : lines.replaceAll(" \\(\\d suppressed\\)", "");
    }

    /** The argument that brings the agent into a JVM. */
    String agent(Events events) {
        return "-javaagent:" + ForkedJvm.agentJar() + "=" + options + "," + events.option();
    }
}
