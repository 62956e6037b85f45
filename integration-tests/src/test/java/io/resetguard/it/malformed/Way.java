package io.resetguard.it.malformed;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Request;

/** What the malformed responses come over. */
enum Way {
    URL_CONNECTION("HttpURLConnection, HTTP/1.1", Client.HTTP_URL_CONNECTION, false, false, 30),
    HTTP_CLIENT("HttpClient, HTTP/1.1", Client.HTTP_CLIENT, false, false, 30),
    H2C("HttpClient, HTTP/2 by upgrade", Client.HTTP_CLIENT, true, false, 25),
    H2_TLS("HttpClient, HTTP/2 over TLS", Client.HTTP_CLIENT, true, true, 15);

    /** Some answers leave the JDK waiting for more, whoever looks on. */
    private static final int TIMEOUT_MILLIS = 4_000;

    private final String title;
    private final Client client;
    private final boolean h2;
    private final boolean tls;
    private final int percent;

    Way(String title, Client client, boolean h2, boolean tls, int percent) {
        this.title = title;
        this.client = client;
        this.h2 = h2;
        this.tls = tls;
        this.percent = percent;
    }

    String title() {
        return title;
    }

    Client client() {
        return client;
    }

    boolean isHttp2() {
        return h2;
    }

    boolean isTls() {
        return tls;
    }

    /** How many requests it takes to get this way's share of so many malformed responses: each fourth is answered well. */
    int requests(int malformed) {
        return malformed * percent / 100 / 3 * 4;
    }

    /** Requests one after the other to one origin, so that connections are used again. */
    int requestsOfOrigin() {
        return h2 ? 2 : 4;
    }

    /** Each fifth: the JDK sends some of those again too. */
    boolean isPost(int number) {
        return number % 5 == 0;
    }

    /** It follows no redirects, which would lead who knows where. */
    Request request(int number, String url) {
        return Request.of(isPost(number) ? "POST" : "GET")
                .with("url", url)
                .with("version", h2 ? "2" : "1.1")
                .with("timeoutMs", TIMEOUT_MILLIS)
                .with(client == Client.HTTP_URL_CONNECTION ? "redirects" : "name", "false");
    }
}
