package io.resetguard.it.malformed;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Result;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a request came to, for the application and on the wire.
 *
 * @param result what the application got
 * @param received how often the server got it
 * @param told the events of the agent, each with its reason
 */
record Played(Result result, int received, Set<String> told) {
    Played told(EventLine event) {
        String more = event.event() + " " + event.text("reason").orElse("");
        return new Played(
                result, received, Stream.concat(told.stream(), Stream.of(more)).collect(Collectors.toSet()));
    }

    boolean failed() {
        return result.failed();
    }

    /** Of a failure: it without its numbers and what it quotes. */
    String kind() {
        return result.shortError().replaceAll("(?s)\".*\"|\\d+", "").replaceAll("(?s)^(.{80}).*", "$1");
    }

    boolean was(String event) {
        return told.stream().anyMatch(one -> one.startsWith(event));
    }

    /** All that has to be the same. */
    String text() {
        return got() + " suppressed " + result.suppressed() + " received " + received;
    }

    /** What the application got, but for suppressed exceptions; of what differs from run to run, the port. */
    String got() {
        return String.join(
                " ",
                result.status() + "/" + result.bytes(),
                result.version(),
                result.sha(),
                result.error().replaceAll(":\\d{4,5}", ":port"));
    }
}
