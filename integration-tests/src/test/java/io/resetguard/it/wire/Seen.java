package io.resetguard.it.wire;

import io.resetguard.it.support.Result;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What the course of a {@link Course} came to.
 *
 * @param brief what the application got: {@code Result.brief()} of each request, with {@code " | "} between
 * @param requests how many requests the server received in all
 * @param connections how many connections it accepted in all
 */
record Seen(String brief, int requests, int connections) {
    static Seen of(int requests, int connections, Result... results) {
        String brief = Arrays.stream(results).map(Result::brief).collect(Collectors.joining(" | "));
        return new Seen(brief, requests, connections);
    }
}
