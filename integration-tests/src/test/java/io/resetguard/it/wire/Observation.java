package io.resetguard.it.wire;

import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Result;
import java.util.List;

/**
 * What a wire point came to.
 *
 * @param point that was run
 * @param result what the application got
 * @param requests how often the server received the request, the warm-up not counted
 * @param connections how many the server accepted
 * @param path of its URL, which no other point of the run has
 */
public record Observation(WirePoint point, Result result, int requests, int connections, String path) {
    /** How often the request went on the wire, as far as the server could tell. */
    int sends() {
        return requests > 0 ? requests : connections;
    }

    /** Did application and server see what the table says of the JDK alone? */
    public boolean isAsTheTableSays(Jdk jdk) {
        Expectation alone = point.expectation().on(jdk);
        return alone.allows(result.brief())
                && alone.requests().contains(requests)
                && (alone.connections().isEmpty() || alone.connections().contains(connections));
    }

    /** Those of these events that are about its request. */
    List<EventLine> of(List<EventLine> lines) {
        return lines.stream().filter(line -> line.url().endsWith(path)).toList();
    }

    @Override
    public String toString() {
        return point.name() + " -> " + result.brief() + " requests=" + requests + " connections=" + connections;
    }
}
