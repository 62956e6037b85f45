package io.resetguard.it.wire;

import io.resetguard.it.support.EventLine;
import java.util.Map;
import java.util.TreeMap;

/**
 * An event that the agent has to write.
 *
 * @param event its name, a regular expression
 * @param keys what further keys hold, regular expressions
 */
public record EventPattern(String event, Map<String, String> keys) {
    /** A connection that the peer ended; {@code outcome} is {@code surfaced} or {@code jdk_resent}. */
    static EventPattern peerReset(String outcome, String phase, String signal) {
        return new EventPattern("peer_reset", Map.of("outcome", outcome, "phase", phase, "signal", signal));
    }

    /** A request that the JDK sent again by itself. */
    static EventPattern jdkResend() {
        return new EventPattern("jdk_resend", Map.of());
    }

    /** A body that ended too early. */
    static EventPattern truncatedBody(String signal) {
        return new EventPattern("truncated_body", Map.of("phase", "read_body", "signal", signal));
    }

    /** A pooled connection that was not used; another one was. */
    static EventPattern prevented(String reason) {
        return new EventPattern("prevented", Map.of("reason", reason, "new_connection_id", "[1-9]\\d*"));
    }

    EventPattern with(String key, String value) {
        Map<String, String> more = new TreeMap<>(keys);
        more.put(key, value);
        return new EventPattern(event, more);
    }

    boolean fits(EventLine line) {
        return line.event().matches(event)
                && keys.entrySet().stream()
                        .allMatch(key -> line.text(key.getKey()).orElse("").matches(key.getValue()));
    }
}
