package io.resetguard.conformance;

import java.nio.file.Path;
import java.util.List;

/** Without the agent, and with it in two ways. */
enum Mode {
    WITHOUT("without", ""),
    OBSERVING("observing", "mode=observe"),
    /** All but the one thing whose purpose it is to make requests fail. */
    EVERYTHING_ON("everything on", "mode=guard,retry=idempotent,retry.fresh=true,prevent=on,jdk-resend=keep");

    final String title;
    private final String options;

    Mode(String title, String options) {
        this.title = title;
        this.options = options;
    }

    /** Arguments for a JVM, whose agent writes its events there. */
    List<String> jvm(Path agent, Path events) {
        return this == WITHOUT ? List.of() : List.of("-javaagent:" + agent + "=" + options + ",events=" + events);
    }
}
