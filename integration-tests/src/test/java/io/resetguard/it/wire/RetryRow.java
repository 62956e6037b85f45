package io.resetguard.it.wire;

import io.resetguard.it.wire.WirePoint.Sending;
import io.resetguard.it.wire.WirePoint.Situation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What happens to a request in each mode of {@code retry}.
 *
 * @param situation on the wire
 * @param sendings the kinds of request for which the same comes of it
 * @param expectation by mode
 */
record RetryRow(Situation situation, List<Sending> sendings, Function<RetryMode, Expectation> expectation) {

    Stream<WirePoint> in(RetryMode mode) {
        return situation.to(sendings, expectation.apply(mode));
    }

    /** Sent again by the JDK, which hid it. */
    static EventPattern[] resent(String phase, String signal) {
        return new EventPattern[] {EventPattern.peerReset("jdk_resent", phase, signal), EventPattern.jdkResend()};
    }

    /** Sent again by the agent, with this proof, and this came of it; an empty status: it failed again. */
    static EventPattern[] retried(String phase, String signal, String tier, String status) {
        EventPattern retry = new EventPattern("retry", Map.of("retry_tier", tier, "status", status));
        return new EventPattern[] {EventPattern.peerReset("retried", phase, signal), retry};
    }

    /** The application saw it, and this is why. */
    static EventPattern[] surfaced(String phase, String signal, String reason) {
        return new EventPattern[] {EventPattern.peerReset("surfaced", phase, signal), suppressed(reason)};
    }

    /** As {@link #surfaced}, where nothing is to be retried. */
    static EventPattern[] surfacedWithoutRetry(String phase, String signal) {
        return new EventPattern[] {EventPattern.peerReset("surfaced", phase, signal)};
    }

    static EventPattern suppressed(String reason) {
        return new EventPattern("retry_suppressed", Map.of("reason", reason));
    }

    static EventRule exactly(EventPattern[]... events) {
        return EventRule.exactly(Arrays.stream(events).flatMap(Arrays::stream).toArray(EventPattern[]::new));
    }
}
