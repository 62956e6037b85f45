package io.resetguard.it.wire;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.ServerStep;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A place on the wire where something happens to a request: the row of a table.
 *
 * @param name what happens, and to which request
 * @param client that sends it
 * @param server what it is sent to
 * @param warmUp whether a request went before, so that the connection is a reused one
 * @param request that is looked at
 * @param steps what the server does, the warm-up's step included
 * @param expectation what comes of it
 */
public record WirePoint(
        String name,
        Client client,
        Server server,
        boolean warmUp,
        Request request,
        List<ServerStep> steps,
        Expectation expectation) {

    /** What a request is sent to. */
    public enum Server {
        PLAIN,
        TLS,
        /** TLS, by a name that is not in the certificate. */
        TLS_BY_WRONG_NAME,
        /** A port that nobody listens on. */
        NOBODY
    }

    /**
     * A kind of request.
     *
     * @param label for the row's name
     * @param request as it is sent
     */
    record Sending(String label, Request request) {
        Sending with(String key, Object value) {
            return new Sending(label + " " + key + "=" + value, request.with(key, value));
        }
    }

    /** What happens, to be crossed with the kinds of request. */
    record Situation(Client client, Server server, boolean warmUp, String name, List<ServerStep> steps) {
        /** One row for each kind of request. */
        Stream<WirePoint> to(List<Sending> sendings, Expectation expectation) {
            return sendings.stream()
                    .map(sending -> new WirePoint(
                            name + ": " + sending.label(),
                            client,
                            server,
                            warmUp,
                            sending.request(),
                            steps,
                            expectation.by(sending.request())));
        }

        /** The same rows, and those of GET and POST by {@code sendAsync} as well. */
        Stream<WirePoint> toEither(List<Sending> sendings, Expectation expectation) {
            List<Sending> async = sendings.stream()
                    .filter(sending -> sending.label().matches("GET|POST"))
                    .map(sending -> sending.with("mode", "async"))
                    .toList();
            return Stream.concat(to(sendings, expectation), to(async, expectation));
        }
    }

    static Situation when(Client client, Server server, String name, ServerStep... steps) {
        return new Situation(client, server, false, name, List.of(steps));
    }

    /** The first step answers the warm-up. */
    static Situation whenReused(Client client, String name, ServerStep... steps) {
        return new Situation(client, Server.PLAIN, true, name, Arrays.asList(steps));
    }

    /** Had the server said, with the answer before, that it takes no further request on the connection? */
    boolean saidClose() {
        return warmUp && steps.get(0).headers().stream().anyMatch(line -> line.startsWith("Connection: close"));
    }

    @Override
    public String toString() {
        return name;
    }
}
