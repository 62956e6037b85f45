package io.resetguard.it.malformed;

import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import java.nio.file.Path;

/** What the JVM has beside the JDK, in the order in which they are played. */
enum Setting {
    WITHOUT(""),
    OBSERVE("mode=observe"),
    PREVENT("prevent=on"),
    /** With this, {@code prevent=on}, {@code retry=idempotent} and {@code jdk-resend=block}. */
    GUARD("mode=guard"),
    WITHOUT_AGAIN("");

    private final String option;

    Setting(String option) {
        this.option = option;
    }

    boolean hasAgent() {
        return !option.isEmpty();
    }

    ForkedJvm jvm(Jdk jdk, Path events) {
        ForkedJvm jvm = ForkedJvm.of(jdk);
        return hasAgent() ? jvm.agent(new Events(events).option(), "log=stderr", option) : jvm;
    }
}
