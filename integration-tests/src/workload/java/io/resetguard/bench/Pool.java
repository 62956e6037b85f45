package io.resetguard.bench;

import java.io.IOException;

/** A client that keeps connections. */
public interface Pool {
    /** Makes it have so many connections to this URL's origin, all idle. */
    void grow(String url, int count) throws Exception;

    /** Sends one request and reads its response to the end. */
    void request(String url) throws IOException, InterruptedException;

    /** By the client's name. */
    static Pool of(String client) throws ReflectiveOperationException {
        return client.equals("HttpURLConnection")
                ? new UrlConnectionPool()
                : Class.forName("io.resetguard.bench.HttpClientPool")
                        .asSubclass(Pool.class)
                        .getConstructor()
                        .newInstance();
    }
}
