package io.resetguard.it.real;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Requests, one after the other, and what a server does to them.
 *
 * @param name for people, and the URLs' path
 * @param methods of the requests that the application sends
 * @param steps for the first, second … request that the server receives; the last one for all that follow
 * @param phase of the events, a regular expression
 * @param signal of the events
 */
record LibraryScene(String name, List<String> methods, List<SocketEffect> steps, String phase, String signal) {
    static final List<LibraryScene> ALL = List.of(
            scene("healthy", "GET POST GET", "", "", SocketEffect.RESPOND),
            scene(
                    "reused-get",
                    "GET GET",
                    "await_response",
                    "rst",
                    SocketEffect.RESPOND,
                    SocketEffect.RESET_BEFORE_RESPONSE,
                    SocketEffect.RESPOND),
            scene(
                    "reused-post",
                    "GET POST",
                    "await_response",
                    "rst",
                    SocketEffect.RESPOND,
                    SocketEffect.RESET_BEFORE_RESPONSE,
                    SocketEffect.RESPOND),
            scene(
                    "fresh-get",
                    "GET",
                    "await_response",
                    "rst",
                    SocketEffect.RESET_BEFORE_RESPONSE,
                    SocketEffect.RESET_BEFORE_RESPONSE,
                    SocketEffect.RESPOND),
            scene(
                    "fresh-post",
                    "POST",
                    "await_response",
                    "rst",
                    SocketEffect.RESET_BEFORE_RESPONSE,
                    SocketEffect.RESET_BEFORE_RESPONSE,
                    SocketEffect.RESPOND),
            scene("reset-in-body", "GET", "read_body", "rst", SocketEffect.RESET_IN_BODY, SocketEffect.RESPOND),
            scene("cut-body", "GET", "read_body", "eof|truncated", SocketEffect.CLOSE_IN_BODY, SocketEffect.RESPOND));

    private static LibraryScene scene(String name, String methods, String phase, String signal, SocketEffect... steps) {
        return new LibraryScene(name, Arrays.asList(methods.split(" ")), Arrays.asList(steps), phase, signal);
    }

    String path() {
        return "/" + name;
    }

    List<Request> requests(String url) {
        return methods.stream()
                .map(method -> Request.of(method).with("url", url))
                .toList();
    }

    ServerStep step(int request) {
        return steps.get(Math.min(request, steps.size()) - 1).step();
    }

    boolean healthy() {
        return steps.equals(List.of(SocketEffect.RESPOND));
    }

    /** Whether the first request that fails comes after a good one. */
    boolean reuses() {
        return methods.size() > 1;
    }

    /** Whether the event is of such an end. */
    boolean fits(EventLine end) {
        return end.phase().matches(phase) && end.signal().matches(signal);
    }

    /** How many connections the server ended under the first {@code requests} requests. */
    long ended(int requests) {
        return IntStream.rangeClosed(1, requests)
                .filter(number -> step(number).effect() != SocketEffect.RESPOND)
                .count();
    }
}
