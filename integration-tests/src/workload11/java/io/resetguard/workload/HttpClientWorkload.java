package io.resetguard.workload;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * Sends requests with {@link HttpClient}.
 *
 * <p>Keys: {@code id method url headers body streaming(none|fixed|chunked|stream|file|list|concat) version(1.1|2) mode(sync|async|virtual)
 * read(all|stream|partial|none) timeoutMs connectTimeoutMs expectContinue proxy(host:port) redirects(true)
 * client(name) executor(user|virtual) cancelAfterMs cancelOnInterrupt threads push parallel websocket authenticate(user:password)
 * trust(none)}. Requests with the same client, version, proxy, executor, redirects, authenticate and trust share an {@link HttpClient}. {@code read=stream} reads from an InputStream,
 * {@code partial} two bytes of it; {@code mode=virtual} sends from a virtual thread (JDK 21 and later).
 * {@code cancelOnInterrupt} cancels the future when the request is interrupted; {@code threads} says, as an error, on
 * which threads the body handler and a dependent stage ran; {@code push} accepts pushes;
 * {@code timeoutMs=none} sets no time-out.
 */
public final class HttpClientWorkload {
    private static final Map<String, HttpClient> CLIENTS = new ConcurrentHashMap<>();

    private HttpClientWorkload() {}

    public static void main(String[] arguments) throws IOException {
        new Driver(HttpClientWorkload::send).run();
    }

    private static void send(Command command, Answer answer) throws Throwable {
        HttpClient client = client(command);
        if (command.has("websocket")) {
            WebSocketExchange.run(client, command, answer);
        } else if (command.is("mode", "virtual")) {
            onVirtualThread(() -> sendSync(client, command, answer), answer);
        } else if (command.has("threads")) {
            sayThreads(client, command, answer);
        } else if (command.is("mode", "async")
                || command.has("cancelAfterMs")
                || command.has("cancelOnInterrupt")
                || command.has("push")) {
            sendAsync(client, command, answer);
        } else {
            sendSync(client, command, answer);
        }
    }

    private static void sendSync(HttpClient client, Command command, Answer answer) throws Exception {
        HttpRequest request = request(command);
        if (streamed(command)) {
            readStream(command, client.send(request, BodyHandlers.ofInputStream()), answer);
        } else if (command.is("read", "none")) {
            head(client.send(request, BodyHandlers.discarding()), answer);
        } else {
            readBytes(client.send(request, BodyHandlers.ofByteArray()), answer);
        }
    }

    private static void sendAsync(HttpClient client, Command command, Answer answer) throws Exception {
        HttpRequest request = request(command);
        if (command.has("push")) {
            HttpResponse.PushPromiseHandler<byte[]> pushes =
                    HttpResponse.PushPromiseHandler.of(pushed -> BodyHandlers.ofByteArray(), new ConcurrentHashMap<>());
            readBytes(await(client.sendAsync(request, BodyHandlers.ofByteArray(), pushes), command), answer);
        } else if (streamed(command)) {
            readStream(command, await(client.sendAsync(request, BodyHandlers.ofInputStream()), command), answer);
        } else if (command.is("read", "none")) {
            head(await(client.sendAsync(request, BodyHandlers.discarding()), command), answer);
        } else {
            readBytes(await(client.sendAsync(request, BodyHandlers.ofByteArray()), command), answer);
        }
    }

    private static <T> T await(CompletableFuture<T> future, Command command) throws Exception {
        if (command.has("cancelAfterMs")) {
            CompletableFuture.delayedExecutor(command.number("cancelAfterMs", 0), TimeUnit.MILLISECONDS)
                    .execute(() -> future.cancel(true));
        }
        try {
            return future.get();
        } catch (InterruptedException e) {
            if (!command.has("cancelOnInterrupt")) {
                throw e;
            }
            future.cancel(true);
            return future.get();
        }
    }

    private static void sayThreads(HttpClient client, Command command, Answer answer) throws Exception {
        String[] handler = new String[1];
        HttpResponse.BodyHandler<byte[]> handling = info -> {
            handler[0] = kind(Thread.currentThread());
            return HttpResponse.BodySubscribers.ofByteArray();
        };
        String dependant = client.sendAsync(request(command), handling)
                .thenApply(response -> {
                    readBytes(response, answer);
                    return kind(Thread.currentThread());
                })
                .get();
        answer.failed(new IOException("handled on " + handler[0] + ", goes on on " + dependant));
    }

    private static String kind(Thread thread) {
        return thread.getName().replaceAll("[-\\d]+", "-");
    }

    private static boolean streamed(Command command) {
        return command.is("read", "stream") || command.is("read", "partial");
    }

    private static void head(HttpResponse<?> response, Answer answer) {
        answer.status(response.statusCode());
        answer.version(response.version().name());
    }

    private static void readBytes(HttpResponse<byte[]> response, Answer answer) {
        head(response, answer);
        answer.body(response.body(), response.body().length);
    }

    private static void readStream(Command command, HttpResponse<InputStream> response, Answer answer)
            throws IOException {
        head(response, answer);
        byte[] buffer = new byte[command.is("read", "partial") ? 2 : 8192];
        try (InputStream body = response.body()) {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                answer.body(buffer, read);
                if (command.is("read", "partial")) {
                    return;
                }
            }
        }
    }

    private static HttpRequest request(Command command) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(command.text("url", "")))
                .method(command.text("method", "GET"), publisher(command))
                .expectContinue(command.has("expectContinue"));
        if (!command.is("timeoutMs", "none")) {
            builder.timeout(Duration.ofMillis(command.number("timeoutMs", 20_000)));
        }
        command.headers().forEach(builder::setHeader);
        return builder.build();
    }

    private static BodyPublisher publisher(Command command) throws IOException {
        if (!command.has("body")) {
            return BodyPublishers.noBody();
        }
        byte[] body = command.body();
        switch (command.text("streaming", "none")) {
            case "fixed":
                return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body), body.length);
            case "chunked":
                return BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(body));
            case "stream":
                return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
            case "list":
                return BodyPublishers.ofByteArrays(Collections.singletonList(body));
            case "concat":
                return concat(BodyPublishers.ofByteArray(body));
            case "file":
                return BodyPublishers.ofFile(file(body));
            default:
                return BodyPublishers.ofByteArray(body);
        }
    }

    /** From JDK 16 on. */
    private static BodyPublisher concat(BodyPublisher bytes) throws IOException {
        try {
            return (BodyPublisher) BodyPublishers.class
                    .getMethod("concat", BodyPublisher[].class)
                    .invoke(null, (Object) new BodyPublisher[] {BodyPublishers.noBody(), bytes});
        } catch (ReflectiveOperationException e) {
            throw new IOException(e);
        }
    }

    private static Path file(byte[] body) throws IOException {
        Path file = Files.createTempFile("workload", ".body");
        file.toFile().deleteOnExit();
        return Files.write(file, body);
    }

    private static HttpClient client(Command command) {
        String key = String.join(
                " ",
                command.text("client", ""),
                command.text("version", "1.1"),
                command.text("proxy", ""),
                command.text("executor", ""),
                command.text("redirects", ""),
                command.text("authenticate", ""),
                command.text("trust", ""));
        return CLIENTS.computeIfAbsent(key, ignored -> build(command));
    }

    private static HttpClient build(Command command) {
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(command.is("version", "2") ? HttpClient.Version.HTTP_2 : HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofMillis(command.number("connectTimeoutMs", 20_000)))
                .followRedirects(command.has("redirects") ? HttpClient.Redirect.NORMAL : HttpClient.Redirect.NEVER);
        String[] proxy = command.text("proxy", "").split(":");
        if (proxy.length == 2) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy[0], Integer.parseInt(proxy[1]))));
        }
        secure(command, builder);
        if (command.is("executor", "user")) {
            builder.executor(Executors.newFixedThreadPool(4, work -> {
                Thread thread = new Thread(work, "user-executor");
                thread.setDaemon(true);
                return thread;
            }));
        } else if (command.is("executor", "virtual")) {
            builder.executor(virtualThreads());
        }
        return builder.build();
    }

    private static void secure(Command command, HttpClient.Builder builder) {
        if (command.has("authenticate")) {
            builder.authenticator(Security.authenticator(command));
        }
        if (command.is("trust", "none")) {
            try {
                builder.sslContext(Security.trustingNobody());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Executor virtualThreads() {
        try {
            return (Executor)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no virtual threads here", e);
        }
    }

    private static void onVirtualThread(Sending sending, Answer answer) throws Exception {
        Thread thread = (Thread)
                Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, (Runnable) () -> {
                    try {
                        sending.send();
                    } catch (Throwable failure) {
                        answer.failed(failure);
                    }
                });
        thread.join();
    }

    /** One request, sent. */
    private interface Sending {
        void send() throws Exception;
    }
}
