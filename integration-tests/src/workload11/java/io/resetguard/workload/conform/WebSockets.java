package io.resetguard.workload.conform;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** The client's WebSocket, with a server that sends everything back. */
final class WebSockets {
    private static final int NORMAL = 1000;

    private WebSockets() {}

    static void all(Exercises exercises) {
        exercises.say("websocket-text", at -> {
            Heard heard = new Heard();
            WebSocket socket = open(at, "websocket", heard);
            socket.sendText("first", true).join();
            socket.sendText("in two ", false).join();
            socket.sendText("parts", true).join();
            return end(socket, heard);
        });
        exercises.say("websocket-binary", at -> {
            Heard heard = new Heard();
            WebSocket socket = open(at, "websocket", heard);
            socket.sendBinary(ByteBuffer.wrap(new byte[] {1, 2, 3}), true).join();
            socket.sendPing(ByteBuffer.wrap(new byte[] {4})).join();
            socket.sendPong(ByteBuffer.wrap(new byte[] {5})).join();
            return end(socket, heard);
        });
        exercises.say("websocket-protocol", at -> {
            Heard heard = new Heard();
            WebSocket socket = HttpClient.newHttpClient()
                    .newWebSocketBuilder()
                    .subprotocols("first", "second")
                    .header("X-Own", "1")
                    .buildAsync(uri(at, "websocket"), heard)
                    .join();
            return socket.getSubprotocol() + end(socket, heard) + socket.isInputClosed() + socket.isOutputClosed();
        });
        exercises.say("websocket-aborted", at -> {
            WebSocket socket = open(at, "websocket", new Heard());
            socket.abort();
            return socket.isInputClosed() + " " + socket.isOutputClosed();
        });
        exercises.say("websocket-refused", 3, at -> open(at, "status/404", new Heard()));
    }

    private static URI uri(Place at, String answer) {
        return URI.create(at.http(answer).replace("http:", "ws:"));
    }

    private static WebSocket open(Place at, String answer, Heard heard) {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(uri(at, answer), heard)
                .join();
    }

    private static String end(WebSocket socket, Heard heard) throws Exception {
        socket.sendClose(NORMAL, "enough").join();
        return heard.closed.get(20, TimeUnit.SECONDS);
    }

    /** Asks for one message after the other, and writes them down. */
    private static final class Heard implements WebSocket.Listener {
        final CompletableFuture<String> closed = new CompletableFuture<>();
        private final StringBuilder said = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            return heard(socket, "text " + data + last);
        }

        @Override
        public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
            return heard(socket, "binary " + data.remaining() + last);
        }

        @Override
        public CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
            return heard(
                    socket,
                    "pong " + StandardCharsets.ISO_8859_1.decode(message).length());
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(said + " closed " + status + reason);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            closed.complete(said + " " + failure);
        }

        private CompletionStage<?> heard(WebSocket socket, String what) {
            said.append(what).append(' ');
            socket.request(1);
            return CompletableFuture.completedFuture(null);
        }
    }
}
