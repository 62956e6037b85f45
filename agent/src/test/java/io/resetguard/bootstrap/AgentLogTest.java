package io.resetguard.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One test: what was told once in a JVM is not told again in it. */
class AgentLogTest {

    private final List<String> heard = new ArrayList<>();
    private final PrintStream stderr = System.err;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** Whoever builds the project need not be frightened. */
    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void forget() {
        AgentLog.listener(null);
        System.setErr(stderr);
    }

    @Test
    void the_listener_hears_each_kind_once_also_what_was_before_it_and_nothing_of_its_own_faults() {
        long before = AgentLog.suppressedCount();
        AgentLog.suppressed("early", new IllegalStateException("a"));
        AgentLog.suppressed("early", new IllegalStateException("b"));
        AgentLog.listener(fault -> {
            heard.add(withoutPlace(fault));
            AgentLog.suppressed("hearing", new IllegalArgumentException("own"));
            throw new IllegalArgumentException("thrown");
        });
        AgentLog.suppressed("late", new IllegalStateException("c\nd"));
        AgentLog.suppressed("late", new IllegalStateException("e"));
        // Other tests of this JVM may have had faults before.
        assertEquals(
                List.of("early: java.lang.IllegalStateException", "late: java.lang.IllegalStateException: c d"),
                heard.subList(heard.size() - 2, heard.size()));
        assertEquals(3, said.toString(StandardCharsets.UTF_8).lines().count(), said::toString);
        assertEquals(before + 4 + heard.size(), AgentLog.suppressedCount());
    }

    private static String withoutPlace(String fault) {
        int at = fault.indexOf(" at ");
        return at < 0 ? fault : fault.substring(0, at);
    }
}
