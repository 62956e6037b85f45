package io.resetguard.bench;

import java.io.IOException;

/** One client, sending to one URL. */
public interface Requester {
    /** Sends one request and reads its response to the end. */
    void request() throws IOException, InterruptedException;

    /** By the client's name. */
    static Requester of(String client, String url) throws ReflectiveOperationException {
        if (client.equals("HttpURLConnection")) {
            return new UrlConnectionRequester(url);
        }
        return Class.forName("io.resetguard.bench.HttpClientRequester")
                .asSubclass(Requester.class)
                .getConstructor(String.class)
                .newInstance(url);
    }
}
