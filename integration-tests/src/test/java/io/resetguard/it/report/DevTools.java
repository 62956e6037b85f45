package io.resetguard.it.report;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The DevTools protocol of a browser that is running: commands with their results, and events. */
final class DevTools implements WebSocket.Listener, AutoCloseable {
    private static final long TIMEOUT_SECONDS = 60;

    private final Map<Integer, CompletableFuture<JsonObject>> results = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<JsonObject>> awaited = new ConcurrentHashMap<>();
    private final AtomicInteger lastId = new AtomicInteger();
    private final StringBuilder message = new StringBuilder();
    private final WebSocket socket;
    private String session = "";

    DevTools(URI address) {
        socket = await(HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(address, this));
    }

    /** All commands that follow are for this page, or, where it is empty, for the browser. */
    void session(String id) {
        session = id;
    }

    /** The result of a command. */
    JsonObject send(String method, JsonObject parameters) {
        int id = lastId.incrementAndGet();
        JsonObject command = new JsonObject();
        command.addProperty("id", id);
        command.addProperty("method", method);
        command.add("params", parameters);
        if (!session.isEmpty()) {
            command.addProperty("sessionId", session);
        }
        CompletableFuture<JsonObject> result = new CompletableFuture<>();
        results.put(id, result);
        await(socket.sendText(command.toString(), true));
        JsonObject answer = await(result);
        if (answer.has("error")) {
            throw new AssertionError(command + " -> " + answer);
        }
        return answer.getAsJsonObject("result");
    }

    /** Completed by the next event of this kind; to be asked for before what causes it. */
    CompletableFuture<JsonObject> next(String event) {
        CompletableFuture<JsonObject> next = new CompletableFuture<>();
        awaited.put(event, next);
        return next;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
        message.append(part);
        if (last) {
            JsonObject whole = JsonParser.parseString(message.toString()).getAsJsonObject();
            message.setLength(0);
            CompletableFuture<JsonObject> waiting = whole.has("id")
                    ? results.remove(whole.get("id").getAsInt())
                    : awaited.remove(whole.get("method").getAsString());
            if (waiting != null) {
                waiting.complete(whole);
            }
        }
        from.request(1);
        return null;
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the browser does not answer", e);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
