package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.util.ArrayList;
import java.util.List;

/**
 * One way to send.
 *
 * @param client HttpURLConnection or HttpClient
 * @param protocol http, https or h2
 * @param threads that send at a time
 * @param kind of threads: platform or virtual
 */
record RequestCell(String client, String protocol, int threads, String kind) {
    private static final int VIRTUAL_FROM = 21;

    /** TLS alone is nothing that more threads would change. */
    static List<RequestCell> all() {
        List<RequestCell> all = new ArrayList<>();
        for (String client : List.of("HttpURLConnection", "HttpClient")) {
            all.add(new RequestCell(client, "https", 1, "platform"));
            for (String protocol : client.equals("HttpClient") ? List.of("http", "h2") : List.of("http")) {
                all.add(new RequestCell(client, protocol, 1, "platform"));
                all.add(new RequestCell(client, protocol, 200, "platform"));
                all.add(new RequestCell(client, protocol, 200, "virtual"));
            }
        }
        return all;
    }

    String name() {
        return "requests/" + client + "/" + protocol + "/" + threads + "/" + kind;
    }

    boolean on(Jdk jdk) {
        return (client.equals("HttpURLConnection") || jdk.hasHttpClient())
                && (kind.equals("platform") || jdk.feature() >= VIRTUAL_FROM);
    }

    @Override
    public String toString() {
        return client + ", " + protocol + ", " + (threads == 1 ? "1 thread" : threads + " " + kind + " threads");
    }
}
