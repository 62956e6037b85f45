package io.resetguard.it.sweep;

import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;

/** How the agent is set. */
enum Mode {
    NO_AGENT("no agent", ""),
    OBSERVE("observe", "mode=observe"),
    PREVENT("prevent=on", "prevent=on"),
    GUARD("mode=guard", "mode=guard");

    private final String label;
    /** Of the agent; empty where it is not there. */
    private final String option;

    Mode(String label, String option) {
        this.label = label;
        this.option = option;
    }

    String label() {
        return label;
    }

    /** A JVM in this mode. */
    ForkedJvm jvm(Jdk jdk, Events events) {
        ForkedJvm jvm = ForkedJvm.of(jdk).jvm("-Dhttp.maxConnections=2000");
        return option.isEmpty()
                ? jvm
                : jvm.agent(events.option(), "log=off", "log.rate=1000000", "summary=false", option);
    }
}
