package io.resetguard.workload.conform;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.net.ssl.SSLParameters;

/** TLS with its settings, HTTP/2 by ALPN and by upgrade, and pushed answers. */
final class HttpClientProtocols {
    private HttpClientProtocols() {}

    static void all(Exercises exercises) {
        tls(exercises);
        for (String server : List.of("h2", "h2c")) {
            HttpClient client = HttpClient.newHttpClient();
            exercises.say(server + "-get", at -> Sending.send(client, Sending.get(at.on(server, "ok"))));
            exercises.say(server + "-post", at -> Sending.send(client, Sending.post(at.on(server, "ok"))));
            exercises.say(server + "-large", at -> Sending.send(client, large(at.on(server, "ok"))));
            exercises.say(server + "-fields", at -> Sending.send(client, fields(at.on(server, "ok"))));
            exercises.say(
                    server + "-lines",
                    at -> Sending.said(client.send(Sending.get(at.on(server, "ok")), BodyHandlers.ofLines())));
            exercises.say(
                    server + "-stream",
                    at -> Sending.said(client.send(Sending.get(at.on(server, "ok")), BodyHandlers.ofInputStream())));
            exercises.say(server + "-many", at -> many(client, at.on(server, "ok")));
            exercises.say(
                    server + "-of-unknown-length",
                    at -> Sending.send(
                            client,
                            Sending.request(at.on(server, "ok"))
                                    .PUT(BodyPublishers.fromPublisher(BodyPublishers.ofString("a body")))
                                    .build()));
        }
        exercises.say("h2-stalls", 1, at -> {
            HttpClient client = HttpClient.newHttpClient();
            Sending.send(client, Sending.get(at.on("h2-stalling", "ok"))); // it is connected
            return Sending.send(
                    client,
                    Sending.request(at.on("h2-stalling", "stall"))
                            .timeout(Duration.ofMillis(300))
                            .build());
        });
        exercises.say(
                "h2-stream-reset",
                1,
                at -> Sending.send(HttpClient.newHttpClient(), Sending.post(at.on("h2-resetting", "reset"))));
        exercises.say("h2-pushed", at -> {
            ConcurrentMap<HttpRequest, CompletableFuture<HttpResponse<String>>> pushed = new ConcurrentHashMap<>();
            HttpResponse<String> response = HttpClient.newHttpClient()
                    .sendAsync(
                            Sending.get(at.on("h2-pushing", "ok")),
                            BodyHandlers.ofString(),
                            PushPromiseHandler.of(request -> BodyHandlers.ofString(), pushed))
                    .get();
            StringBuilder all = new StringBuilder(Sending.said(response));
            pushed.forEach((request, promise) -> all.append(" pushed ").append(Sending.said(promise.join())));
            return all;
        });
        exercises.say(
                "h2-push-not-wanted",
                at -> Sending.send(HttpClient.newHttpClient(), Sending.get(at.on("h2-pushing", "ok"))));
    }

    private static void tls(Exercises exercises) {
        exercises.say("tls", at -> Sending.send(Sending.get(at.https("ok"))));
        exercises.say("tls-asks-for-2", at -> Sending.send(HttpClient.newHttpClient(), Sending.post(at.https("echo"))));
        exercises.say("tls-wrong-name", 2, at -> Sending.send(Sending.get(at.misnamed("ok"))));
        exercises.say(
                "tls-nobody-trusted",
                2,
                at -> Sending.send(
                        Sending.newClient()
                                .sslContext(UrlConnectionHttps.trusting(false))
                                .build(),
                        Sending.get(at.https("ok"))));
        exercises.say(
                "tls-everybody-trusted",
                at -> Sending.send(
                        Sending.newClient()
                                .sslContext(UrlConnectionHttps.trusting(true))
                                .build(),
                        Sending.get(at.https("ok"))));
        exercises.say("tls-parameters", at -> {
            SSLParameters parameters = new SSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.2"});
            HttpClient client = Sending.newClient().sslParameters(parameters).build();
            HttpResponse<String> response = client.send(Sending.get(at.https("ok")), BodyHandlers.ofString());
            return Sending.said(response) + response.sslSession().orElseThrow().getProtocol();
        });
        exercises.say(
                "tls-on-plain-port",
                1,
                at -> Sending.send(Sending.get(at.http("ok").replace("http:", "https:"))));
    }

    private static HttpRequest large(String url) {
        return Sending.request(url)
                .PUT(BodyPublishers.ofByteArray(new byte[200_000]))
                .build();
    }

    private static HttpRequest fields(String url) {
        return Sending.request(url).header("X-Many", "1").header("X-Many", "2").build();
    }

    private static String many(HttpClient client, String url) {
        List<CompletableFuture<HttpResponse<String>>> futures = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            futures.add(client.sendAsync(Sending.get(url), BodyHandlers.ofString()));
        }
        StringBuilder all = new StringBuilder();
        futures.forEach(future -> all.append(Sending.said(future.join())));
        return all.toString();
    }
}
