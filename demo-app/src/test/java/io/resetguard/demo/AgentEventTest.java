package io.resetguard.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AgentEventTest {

    @Test
    void readsTheTextLine() {
        AgentEvent event = event("[resetguard] peer reset time=2026-11-21T05:13:00.123Z client=HttpURLConnection"
                + " url=http://localhost:4012/orders cause=stale_keep_alive confidence=likely evidence=\"cause=none\"");

        assertEquals("peer reset: stale_keep_alive (likely)", event.describe());
        assertTrue(event.mentionsPort(4012));
        assertFalse(event.mentionsPort(401));
    }

    @Test
    void readsTheJsonLine() {
        AgentEvent event = event("{\"time\":\"2026-11-21T05:13:00.123Z\",\"event\":\"jdk_resend\",\"cause_x\":1,"
                + "\"origin\":\"http://localhost:4012\",\"reason\":\"jdk\"}");

        assertEquals("jdk resend", event.describe());
        assertTrue(event.mentionsPort(4012));
    }

    @Test
    void tellsWhyTheAgentDidNotRetry() {
        assertEquals(
                "retry suppressed: not_idempotent",
                event("[resetguard] retry suppressed time=x reason=not_idempotent")
                        .describe());
    }

    @Test
    void leavesOutWhatBelongsToNoRequest() {
        assertNull(AgentEvent.parse("[resetguard] 0.1.0 watching HttpURLConnection, mode=observe"));
        assertNull(AgentEvent.parse("{\"event\":\"origin\",\"origin\":\"http://localhost:4012\"}"));
        assertNull(AgentEvent.parse("[orders] SocketException: Connection reset"));
    }

    private static AgentEvent event(String line) {
        AgentEvent event = AgentEvent.parse(line);
        assertNotNull(event);
        return event;
    }
}
