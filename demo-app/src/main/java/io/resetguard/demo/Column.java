package io.resetguard.demo;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of the application: with or without the agent, and with which options. */
final class Column {

    /** What a column of the table tells about its run. */
    enum Shows {
        /** What the agent wrote: for runs where it must not change what the application sees. */
        LOG,
        /** What the application saw and what the service received, in one cell. */
        EFFECT
    }

    /** All runs, in order; the others are compared with the first. A further one is one more line. */
    static final List<Column> ALL = Arrays.asList(
            new Column("without agent", null, Shows.EFFECT),
            new Column("with agent", "", Shows.LOG),
            new Column("with prevent", "prevent=on,prevent.max-idle=1500ms", Shows.EFFECT),
            new Column("with guard", "mode=guard", Shows.EFFECT));

    final String name;

    /** The agent's options, as after {@code -javaagent:resetguard.jar=}; empty for its defaults, null without agent. */
    final @Nullable String agentOptions;

    final Shows shows;

    Column(String name, @Nullable String agentOptions, Shows shows) {
        this.name = name;
        this.agentOptions = agentOptions;
        this.shows = shows;
    }

    /** The command a person would type. */
    String command() {
        String program = "-cp demo-app.jar " + Orders.class.getName();
        if (agentOptions == null) {
            return "java " + program;
        }
        String options = agentOptions.isEmpty() ? "" : "=" + agentOptions;
        return "java -javaagent:resetguard.jar" + options + " " + program;
    }
}
