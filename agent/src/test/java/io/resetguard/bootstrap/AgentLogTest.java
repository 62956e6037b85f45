package io.resetguard.bootstrap;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One test: what was told once in a JVM is not told again in it. */
class AgentLogTest {

    private final List<String> heard = new ArrayList<>();

    @AfterEach
    void forget() {
        AgentLog.listener(null);
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
        assertEquals(before + 4 + heard.size(), AgentLog.suppressedCount());
    }

    private static String withoutPlace(String fault) {
        int at = fault.indexOf(" at ");
        return at < 0 ? fault : fault.substring(0, at);
    }
}
