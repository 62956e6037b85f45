package io.resetguard.it.wire;

import io.resetguard.it.support.ForkedJvm;
import java.util.List;

/** How much the agent may send again, from nothing on: each allows what the one before does. */
public enum RetryMode {
    OFF("retry=off"),
    PROVEN("retry=proven"),
    IDEMPOTENT("retry=idempotent"),
    FRESH("retry=idempotent,retry.fresh=true");

    private final String options;

    RetryMode(String options) {
        this.options = options;
    }

    boolean is(RetryMode... any) {
        return List.of(any).contains(this);
    }

    /** The JVM with the agent in this mode. */
    ForkedJvm in(ForkedJvm jvm, String... more) {
        return jvm.agent(options + "," + String.join(",", more));
    }
}
