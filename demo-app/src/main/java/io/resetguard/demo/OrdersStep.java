package io.resetguard.demo;

import io.resetguard.demo.OrdersClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs one step in the application, and says in a few words what the application saw. */
final class OrdersStep {
    private static final byte[] ORDER = "{\"item\":\"apples\",\"count\":3}".getBytes(StandardCharsets.UTF_8);

    private final Step step;
    private final Scenario scenario;
    private final OrdersClient client;
    private final String origin;

    OrdersStep(Step step, int port) {
        this.step = step;
        this.scenario = step.scenario;
        this.client = step.client;
        this.origin = scenario.scheme() + "://localhost:" + port;
    }

    /** What the application saw; a failure is a sight, too. */
    String run() throws InterruptedException {
        switch (scenario) {
            case IDLE_GET:
            case IDLE_POST:
            case IDLE_KEYED:
            case STALE_POOL:
                return afterIdle();
            case RESTART:
                return atOnce(scenario.path, Arrays.asList("GET", "POST", "POST"));
            case HEALTHY:
                return inTurn();
            default:
                return request(scenario.method, scenario.path, 1);
        }
    }

    /** Leaves a connection in the client's pool for as long as the service does not like, then uses it again. */
    private String afterIdle() throws InterruptedException {
        String healthy = scenario == Scenario.STALE_POOL
                ? atOnce("/health", Collections.nCopies(Scenario.POOLED, "GET"))
                : request("GET", "/health", 0);
        if (!healthy.contains("ok")) {
            return "could not prepare a connection: " + healthy;
        }
        // HttpURLConnection heeds the announced limit, so only the race just below it is left;
        // HttpClient never reads it and goes on using the connection beyond.
        boolean heedsKeepAlive = client.name().equals("HttpURLConnection");
        Thread.sleep(Scenario.ANNOUNCED_IDLE_SECONDS * 1000 + (heedsKeepAlive ? -200 : 300));
        return request(scenario.method, scenario.path, 1);
    }

    /** One request after the other; every fifth is an order. */
    private String inTurn() {
        Map<String, Integer> sights = new LinkedHashMap<>();
        for (int i = 1; i <= scenario.requests; i++) {
            boolean order = i % 5 == 0;
            sights.merge(order ? request("POST", "/orders", i) : request("GET", scenario.path, i), 1, Integer::sum);
        }
        return summary(sights);
    }

    /** All requests at the same time, each on a thread and so on a connection of its own. */
    private String atOnce(String path, List<String> methods) throws InterruptedException {
        Map<String, Integer> sights = new LinkedHashMap<>();
        Thread[] threads = new Thread[methods.size()];
        for (int i = 0; i < threads.length; i++) {
            String method = methods.get(i);
            int number = i + 1;
            threads[i] = new Thread(
                    () -> {
                        String sight = request(method, path, number);
                        synchronized (sights) {
                            sights.merge(sight, 1, Integer::sum);
                        }
                    },
                    "orders-" + number);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return summary(sights);
    }

    private String request(String method, String path, int number) {
        boolean post = method.equals("POST");
        byte @Nullable [] body = !post ? null : scenario == Scenario.UPLOAD ? new byte[Scenario.UPLOAD_BYTES] : ORDER;
        try {
            return sight(
                    client.send(method, origin + path, body, post ? orderHeaders(number) : Collections.emptyMap()));
        } catch (IOException e) {
            return e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    private Map<String, String> orderHeaders(int number) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Order-Id", step.key() + "-" + number);
        if (scenario == Scenario.IDLE_KEYED) {
            headers.put("Idempotency-Key", step.key() + "-" + number);
        }
        return headers;
    }

    private String sight(Answer answer) {
        if (answer.status >= 400) {
            return "HTTP " + answer.status;
        }
        boolean cutShort = scenario == Scenario.REPORT && answer.bytes < Scenario.REPORT_ANNOUNCED;
        return cutShort ? "ok, but a report of " + answer.bytes + " bytes, and no exception!" : "ok";
    }

    /** For example {@code 1 of 3 ok; 2 x IOException: ...}. */
    private String summary(Map<String, Integer> sights) {
        StringBuilder text = new StringBuilder();
        text.append(sights.getOrDefault("ok", 0))
                .append(" of ")
                .append(scenario.requests)
                .append(" ok");
        sights.forEach((sight, count) -> {
            if (!sight.equals("ok")) {
                text.append("; ").append(count).append(" x ").append(sight);
            }
        });
        return text.toString();
    }
}
