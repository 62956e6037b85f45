package io.resetguard.it.guarantees;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.wire.RetryMode;
import java.util.List;

/** A column of the tables: how much the agent does, from nothing on. */
enum Mode {
    NONE("none", RetryMode.OFF, ""),
    OBSERVE("observe", RetryMode.OFF, "mode=observe"),
    PREVENT("prevent", RetryMode.OFF, "prevent=on"),
    PROVEN("proven", RetryMode.PROVEN, "retry=proven"),
    IDEMPOTENT("idempotent", RetryMode.IDEMPOTENT, "retry=idempotent"),
    FRESH("idempotent + fresh", RetryMode.FRESH, "retry=idempotent,retry.fresh=true"),
    GUARD("guard", RetryMode.IDEMPOTENT, "mode=guard");

    private final String title;
    private final RetryMode retry;
    private final String options;

    Mode(String title, RetryMode retry, String options) {
        this.title = title;
        this.retry = retry;
        this.options = options;
    }

    String title() {
        return title;
    }

    /** The agent's options, as a user writes them. */
    String options() {
        return options;
    }

    RetryMode retry() {
        return retry;
    }

    boolean prevents() {
        return this == PREVENT || this == GUARD;
    }

    boolean blocksJdkResend() {
        return this == GUARD;
    }

    /** The JVM with the agent in this mode; without it in the first. */
    ForkedJvm in(ForkedJvm jvm, String events) {
        List<String> all = List.of(options, events, "log=off", "summary=false");
        return this == NONE ? jvm : jvm.agent(all.toArray(String[]::new));
    }
}
