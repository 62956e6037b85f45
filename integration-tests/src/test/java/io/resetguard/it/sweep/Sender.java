package io.resetguard.it.sweep;

import io.resetguard.it.support.Jdk;

/** Who sends the POSTs. */
enum Sender {
    /** The JDK keeps the body, and sends the POST again by itself. */
    BUFFERED("HttpURLConnection"),
    /** The body is streamed, so a failure reaches the application. */
    STREAMED("HttpURLConnection, streamed"),
    HTTP_CLIENT("HttpClient");

    private final String label;

    Sender(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    /** As the program knows it. */
    String argument() {
        return label.replace(", ", "-");
    }

    boolean on(Jdk jdk) {
        return this != HTTP_CLIENT || jdk.hasHttpClient();
    }
}
