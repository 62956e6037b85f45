package io.resetguard.workload;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Opens a WebSocket; with {@code read=none} closes it at once, else waits until the peer ends it. */
final class WebSocketExchange implements WebSocket.Listener {
    private final CompletableFuture<Integer> ended = new CompletableFuture<>();

    private WebSocketExchange() {}

    static void run(HttpClient client, Command command, Answer answer) throws Exception {
        WebSocketExchange exchange = new WebSocketExchange();
        URI uri = URI.create(command.text("url", "").replaceFirst("^http", "ws"));
        WebSocket socket =
                client.newWebSocketBuilder().buildAsync(uri, exchange).get();
        answer.status(101);
        if (command.is("read", "none")) {
            socket.abort();
            return;
        }
        exchange.ended.get();
    }

    @Override
    public CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        ended.complete(statusCode);
        return WebSocket.Listener.super.onClose(webSocket, statusCode, reason);
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        ended.completeExceptionally(error);
    }
}
