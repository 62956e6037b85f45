package io.resetguard.it.guarantees;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A kind of request.
 *
 * @param method of HTTP
 * @param keyed whether it has an {@code Idempotency-Key}
 * @param body how its body is sent
 */
record Kind(String method, boolean keyed, Body body) {
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> IDEMPOTENT = Set.of("GET", "HEAD", "OPTIONS", "PUT", "DELETE");
    private static final int SMALL_BYTES = 100;
    /** More than the kernel takes from a client whose server does not read. */
    private static final int LARGE_BYTES = 4_000_000;

    /** How a body is sent. */
    enum Body {
        NONE("no body"),
        /** All of it is there before the request is sent; it can be written again. */
        BUFFERED("buffered"),
        /** It is streamed, and its length known before. */
        FIXED("fixed"),
        /** It is streamed in chunks; on HTTP/2 without a length. */
        CHUNKED("chunked");

        private final String title;

        Body(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        boolean isStreamed() {
            return this == FIXED || this == CHUNKED;
        }
    }

    /** All kinds that the client can send: HttpURLConnection knows no PATCH. */
    static List<Kind> of(Client client) {
        Stream<Kind> bodiless =
                Stream.of("GET", "HEAD", "OPTIONS", "DELETE").map(method -> new Kind(method, false, Body.NONE));
        Stream<Kind> bodied = Stream.of(
                        new Kind("PUT", false, Body.BUFFERED),
                        new Kind("POST", true, Body.BUFFERED),
                        new Kind("POST", false, Body.BUFFERED),
                        new Kind("PATCH", false, Body.BUFFERED))
                .filter(kind -> client == Client.HTTP_CLIENT || !kind.method.equals("PATCH"))
                .flatMap(kind -> Arrays.stream(Body.values())
                        .filter(body -> body != Body.NONE)
                        .map(body -> new Kind(kind.method, kind.keyed, body)));
        return Stream.concat(bodiless, bodied).toList();
    }

    /** As the tables call it. */
    String title() {
        return keyed ? method + " with key" : method;
    }

    boolean isSafe() {
        return SAFE.contains(method);
    }

    /** Whether it does no harm when it is processed twice: RFC 9110 9.2.2, or it has a key. */
    boolean mayHappenTwice() {
        return keyed || IDEMPOTENT.contains(method);
    }

    /** As a workload sends it. */
    Request request(boolean large) {
        Request request = plain(large);
        Request whole = keyed ? request.with("headers", "Idempotency-Key:one") : request;
        return body.isStreamed() ? whole.with("streaming", body.title()) : whole;
    }

    private Request plain(boolean large) {
        Request request = Request.of(method);
        return body == Body.NONE ? request : request.with("body", large ? LARGE_BYTES : SMALL_BYTES);
    }
}
