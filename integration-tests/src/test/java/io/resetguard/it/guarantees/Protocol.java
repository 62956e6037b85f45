package io.resetguard.it.guarantees;

import io.resetguard.it.support.Client;

/** What is spoken to the server. */
enum Protocol {
    HTTP("HTTP/1.1", false, false),
    HTTPS("HTTPS", true, false),
    H2C("h2c", false, true),
    H2("h2", true, true);

    private final String title;
    private final boolean tls;
    private final boolean http2;

    Protocol(String title, boolean tls, boolean http2) {
        this.title = title;
        this.tls = tls;
        this.http2 = http2;
    }

    String title() {
        return title;
    }

    boolean isTls() {
        return tls;
    }

    boolean isHttp2() {
        return http2;
    }

    /** HttpURLConnection speaks HTTP/1.1 only. */
    boolean isOf(Client client) {
        return client == Client.HTTP_CLIENT || !http2;
    }
}
