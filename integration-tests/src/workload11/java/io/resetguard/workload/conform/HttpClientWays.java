package io.resetguard.workload.conform;

import java.io.InputStream;
import java.net.Authenticator;
import java.net.CookieManager;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiPredicate;

/** Ways to send: at once, on threads of the application's, within a time, through a wrapper; and how a client ends. */
final class HttpClientWays {
    private HttpClientWays() {}

    static void all(Exercises exercises) {
        async(exercises);
        times(exercises);
        ends(exercises);
        exercises.say("wrapped", at -> {
            HttpClient wrapper = new WrappedClient(Sending.CLIENT);
            return Sending.send(wrapper, Sending.post(at.http("echo")))
                    + Sending.said(wrapper.sendAsync(Sending.get(at.http("ok")), BodyHandlers.ofString())
                            .join());
        });
        exercises.say("client-facts", at -> {
            HttpClient client = Sending.newClient()
                    .connectTimeout(Duration.ofSeconds(9))
                    .cookieHandler(new CookieManager())
                    .proxy(ProxySelector.getDefault())
                    .authenticator(new Authenticator() {})
                    .priority(7)
                    .build();
            return client.getClass().getName()
                    + client.connectTimeout()
                    + client.followRedirects()
                    + client.version()
                    + client.cookieHandler().isPresent()
                    + client.proxy().isPresent()
                    + client.authenticator().isPresent()
                    + client.executor()
                    + client.sslContext().getProtocol()
                    + client.sslParameters().getEndpointIdentificationAlgorithm()
                    + client;
        });
        exercises.say("request-facts", at -> {
            HttpRequest request = Sending.request(at.http("ok"))
                    .timeout(Duration.ofSeconds(8))
                    .header("X-One", "1")
                    .version(HttpClient.Version.HTTP_2)
                    .copy()
                    .build();
            return request + " " + request.equals(Sending.get(at.http("ok"))) + request.timeout() + request.version()
                    + request.headers() + request.expectContinue() + request.bodyPublisher();
        });
        exercises.say("request-copied", at -> {
            HttpRequest request = Sending.post(at.http("echo"));
            BiPredicate<String, String> all = (name, value) -> true;
            HttpRequest.Builder copy = (HttpRequest.Builder) HttpRequest.class
                    .getMethod("newBuilder", HttpRequest.class, BiPredicate.class)
                    .invoke(null, request, all);
            return Sending.send(copy.header("X-Copy", "1").build());
        });
        exercises.say("request-twice", at -> {
            HttpRequest request = Sending.post(at.http("echo"));
            return Sending.send(request) + Sending.send(request);
        });
        exercises.say("request-of-other-scheme", at -> Sending.request("ftp://127.0.0.1/"));
        exercises.say(
                "version-asks-for-2", at -> Sending.send(HttpClient.newHttpClient(), Sending.post(at.http("echo"))));
    }

    private static void async(Exercises exercises) {
        exercises.say("async", at -> Sending.CLIENT
                .sendAsync(Sending.post(at.http("echo")), BodyHandlers.ofString())
                .thenApply(Sending::said)
                .get());
        exercises.say("async-many", at -> {
            List<CompletableFuture<HttpResponse<String>>> futures = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                futures.add(Sending.CLIENT.sendAsync(Sending.get(at.http("ok/" + i)), BodyHandlers.ofString()));
            }
            StringBuilder all = new StringBuilder();
            futures.forEach(future -> all.append(Sending.said(future.join())));
            return all;
        });
        exercises.say("async-on-own-threads", at -> {
            Set<String> threads = ConcurrentHashMap.newKeySet();
            ExecutorService executor = Executors.newSingleThreadExecutor(work -> new Thread(work, "own"));
            HttpClient client = Sending.newClient().executor(executor).build();
            String said = client.sendAsync(Sending.get(at.http("ok")), info -> {
                        threads.add(Thread.currentThread().getName());
                        return BodyHandlers.ofString().apply(info);
                    })
                    .thenApply(Sending::said)
                    .get();
            executor.shutdown();
            return said + threads + client.executor().isPresent();
        });
        exercises.say("async-refused", 3, at -> Sending.CLIENT
                .sendAsync(Sending.get("http://" + at.text("refused") + "/"), BodyHandlers.ofString())
                .get());
        exercises.say("cancelled-in-body", at -> {
            CountDownLatch headIsThere = new CountDownLatch(1);
            CompletableFuture<HttpResponse<String>> future =
                    Sending.CLIENT.sendAsync(Sending.get(at.http("stall-in-body")), info -> {
                        headIsThere.countDown();
                        return BodyHandlers.ofString().apply(info);
                    });
            boolean came = Exercises.comes(headIsThere);
            future.cancel(true); // what kind of end this makes is a race of two threads of the JDK's
            return came + " " + future.isCompletedExceptionally();
        });
        exercises.say("interrupted", 1, at -> {
            Thread.currentThread().interrupt();
            return Sending.send(Sending.newClient().build(), Sending.get("http://" + at.text("full") + "/"));
        });
    }

    private static void times(Exercises exercises) {
        exercises.say(
                "time-to-connect",
                1,
                at -> Sending.send(
                        Sending.newClient()
                                .connectTimeout(Duration.ofMillis(300))
                                .build(),
                        Sending.get("http://" + at.text("full") + "/")));
        exercises.say(
                "time-of-request",
                1,
                at -> Sending.send(Sending.request(at.http("stall"))
                        .timeout(Duration.ofMillis(300))
                        .build()));
        exercises.say(
                "time-of-post",
                1,
                at -> Sending.send(Sending.request(at.http("stall"))
                        .timeout(Duration.ofMillis(300))
                        .POST(HttpRequest.BodyPublishers.ofString("a body"))
                        .build()));
        exercises.say(
                "time-that-is-enough",
                at -> Sending.send(Sending.request(at.http("ok"))
                        .timeout(Duration.ofSeconds(20))
                        .build()));
        exercises.say("time-negative", at -> Sending.request(at.http("ok")).timeout(Duration.ZERO));
        exercises.say("refused", 2, at -> Sending.send(Sending.get("http://" + at.text("refused") + "/")));
        exercises.say("unknown-host", 2, at -> Sending.send(Sending.get(at.elsewhere("ok"))));
    }

    private static void ends(Exercises exercises) {
        exercises.say("closed", 2, at -> {
            HttpClient client = Sending.newClient().build();
            String said = Sending.send(client, Sending.get(at.http("ok")));
            end(client, "close");
            return said + end(client, "isTerminated") + Sending.send(client, Sending.get(at.http("ok")));
        });
        exercises.say("shut-down", 2, at -> {
            HttpClient client = Sending.newClient().build();
            HttpResponse<InputStream> open = client.send(Sending.get(at.http("large")), BodyHandlers.ofInputStream());
            end(client, "shutdown");
            String body = Asking.text(open.body());
            HttpClient.class.getMethod("awaitTermination", Duration.class).invoke(client, Duration.ofSeconds(20));
            return body + end(client, "isTerminated");
        });
        exercises.say("shut-down-now", 2, at -> {
            HttpClient client = Sending.newClient().build();
            HttpResponse<InputStream> open =
                    client.send(Sending.get(at.http("stall-in-body")), BodyHandlers.ofInputStream());
            end(client, "shutdownNow");
            return open.statusCode();
        });
    }

    /** From 21 on. */
    private static Object end(HttpClient client, String method) throws ReflectiveOperationException {
        return HttpClient.class.getMethod(method).invoke(client);
    }
}
