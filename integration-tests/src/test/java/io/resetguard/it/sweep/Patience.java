package io.resetguard.it.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** How long a server really keeps an idle connection: some add a second to what they were told. */
final class Patience {
    /** What is asked for here. */
    static final String PATH = "/warm-up";

    private static final int WARM_UP_ROUNDS = 5;
    private static final long GRAIN_MILLIS = 50;

    private final int port;

    Patience(int port) {
        this.port = port;
    }

    /** So that a server in a JVM is not measured while it compiles. */
    void warmUp(int threads) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + PATH))
                .POST(HttpRequest.BodyPublishers.ofString("warm"))
                .build();
        for (int i = 0; i < WARM_UP_ROUNDS; i++) {
            List<? extends CompletableFuture<?>> all = IntStream.range(0, threads)
                    .mapToObj(n ->
                            client.sendAsync(request, BodyHandlers.discarding()).handle((done, failed) -> true))
                    .toList();
            all.forEach(CompletableFuture::join);
        }
    }

    /** From the response to the FIN, to the nearest 50 ms: how late its timer is differs from one time to another. */
    long measuredMillis() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[4_096];
            long lastNanos = 0;
            while (in.read(buffer) >= 0) {
                lastNanos = System.nanoTime();
            }
            double millis = (System.nanoTime() - lastNanos) / (double) TimeUnit.MILLISECONDS.toNanos(1);
            return Math.round(millis / GRAIN_MILLIS) * GRAIN_MILLIS;
        }
    }
}
