package io.resetguard.it.real;

import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the ways in which the same thing is done to the same application.
 *
 * @param name for people, and in paths
 * @param agent whether the agent is there
 * @param unchanged whether the application and the server must see exactly what they see without the agent
 * @param options of the agent, further ones
 */
record Run(String name, boolean agent, boolean unchanged, List<String> options) {
    static final Run WITHOUT = new Run("without", false, true, List.of());

    /** What is done besides {@link #WITHOUT}; another mode of the agent is another element. */
    static final List<Run> WITH_AGENT =
            List.of(with("observing", true), with("retrying", false, "retry=idempotent", "retry.fresh=true"));

    private static Run with(String name, boolean unchanged, String... options) {
        return new Run(name, true, unchanged, Arrays.asList(options));
    }

    /** A JVM for this run; the events go to the file, nothing goes to the log. */
    ForkedJvm jvm(Jdk jdk, Events events) {
        ForkedJvm jvm = ForkedJvm.of(jdk);
        return agent
                ? jvm.agent(Stream.concat(Stream.of(events.option(), "log=off", "summary=false"), options.stream())
                        .toArray(String[]::new))
                : jvm;
    }
}
