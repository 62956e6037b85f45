package io.resetguard.it.wire;

import java.util.Map;

/** What is told of retries. */
final class RetryTold {
    private RetryTold() {}

    /** One reset, and the retry that hid it, with the status it brought. */
    static EventRule retried(String tier, String reason, int status) {
        return EventRule.exactly(
                EventPattern.peerReset("retried", ".*", ".*"),
                done(tier, reason).with("status", "" + status).with("recovered_ms", "[\\d.]+"));
    }

    /** One reset that surfaces, and why nothing was done about it. */
    static EventRule suppressed(String tier, String reason) {
        return EventRule.exactly(EventPattern.peerReset("surfaced", ".*", ".*"), notDone(tier, reason));
    }

    /** Sent again, reset again. */
    static EventRule failedAgain() {
        return EventRule.exactly(
                EventPattern.peerReset("retried", "await_response", "rst").with("sends", "1"),
                done("S", "idempotent_on_reused_connection").with("sends", "2").with("status", ""),
                EventPattern.peerReset("surfaced", "await_response", "rst").with("sends", "2"),
                notDone("U", "fresh_connection"));
    }

    static EventPattern done(String tier, String reason) {
        return new EventPattern("retry", Map.of("retry_tier", tier, "reason", reason));
    }

    static EventPattern notDone(String tier, String reason) {
        return new EventPattern("retry_suppressed", Map.of("retry_tier", tier, "reason", reason));
    }
}
