package io.resetguard.it.wire;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The events of a request that went on the wire several times, each with its own count of the sends so far. */
final class SendsTold {
    private SendsTold() {}

    /** Every send was reset; the application saw the last one. */
    static EventRule surfaced(int sends, EventPattern reset) {
        return rule(Stream.concat(
                hiddenOnes(sends - 1, reset),
                Stream.of(reset.with("outcome", "surfaced").with("sends", "" + sends))));
    }

    /** Every send but the last was reset. */
    static EventRule hidden(int sends, EventPattern reset) {
        return rule(hiddenOnes(sends - 1, reset));
    }

    private static Stream<EventPattern> hiddenOnes(int times, EventPattern reset) {
        return IntStream.rangeClosed(1, times)
                .boxed()
                .flatMap(send -> Stream.of(
                        reset.with("outcome", "jdk_resent").with("sends", "" + send),
                        EventPattern.jdkResend().with("sends", "" + (send + 1))));
    }

    private static EventRule rule(Stream<EventPattern> patterns) {
        List<EventPattern> list = patterns.toList();
        return EventRule.exactly(list.toArray(EventPattern[]::new));
    }
}
