package io.resetguard.workload.conform;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Every BodyHandler, and some of the application's own. */
final class HttpClientHandlers {
    private HttpClientHandlers() {}

    static void all(Exercises exercises) {
        for (String answer : Arrays.asList("ok", "large", "chunked", "status/204")) {
            String of = "-of-" + answer.replace('/', '-');
            exercises.say("handler-string" + of, at -> Sending.send(at.http(answer), BodyHandlers.ofString()));
            exercises.say("handler-bytes" + of, at -> Sending.send(at.http(answer), BodyHandlers.ofByteArray()));
            exercises.say("handler-stream" + of, at -> Sending.send(at.http(answer), BodyHandlers.ofInputStream()));
            exercises.say("handler-lines" + of, at -> Sending.send(at.http(answer), BodyHandlers.ofLines()));
            exercises.say("handler-publisher" + of, at -> Sending.send(at.http(answer), BodyHandlers.ofPublisher()));
            exercises.say("handler-discarding" + of, at -> Sending.send(at.http(answer), BodyHandlers.discarding()));
        }
        exercises.say(
                "handler-charset",
                at -> Sending.send(
                        at.http("typed?to=Content-Type:+text/plain;charset=utf-16"), BodyHandlers.ofString()));
        exercises.say(
                "handler-own-charset",
                at -> Sending.send(at.http("ok"), BodyHandlers.ofString(StandardCharsets.UTF_16)));
        exercises.say("handler-replacing", at -> Sending.send(at.http("ok"), BodyHandlers.replacing("other")));
        exercises.say(
                "handler-buffering",
                at -> Sending.send(at.http("large"), BodyHandlers.buffering(BodyHandlers.ofByteArray(), 16)));
        exercises.say("handler-bytes-consumer", at -> {
            List<Integer> sizes = new ArrayList<>();
            String said = Sending.send(
                    at.http("ok"),
                    BodyHandlers.ofByteArrayConsumer(bytes -> bytes.ifPresent(some -> sizes.add(some.length))));
            return said + sizes.stream().mapToInt(Integer::intValue).sum();
        });
        exercises.say("handler-from-subscriber", at -> {
            Sending.Collecting collecting = new Sending.Collecting();
            return Sending.send(at.http("ok"), BodyHandlers.fromSubscriber(collecting))
                    + collecting.text().join();
        });
        exercises.say(
                "handler-from-subscriber-finished",
                at -> Sending.send(
                        at.http("ok"), BodyHandlers.fromSubscriber(new Sending.Collecting(), done -> done.text()
                                .join())));
        exercises.say("handler-from-line-subscriber", at -> {
            Lines lines = new Lines();
            return Sending.send(at.http("ok"), BodyHandlers.fromLineSubscriber(lines)) + lines.seen;
        });
        exercises.say(
                "handler-from-line-subscriber-finished",
                at -> Sending.send(
                        at.http("ok"), BodyHandlers.fromLineSubscriber(new Lines(), lines -> lines.seen, "\n")));
        exercises.say(
                "handler-mapping",
                at -> Sending.send(
                        at.http("ok"),
                        info -> BodySubscribers.mapping(
                                BodySubscribers.ofString(StandardCharsets.UTF_8),
                                text -> info.statusCode() + text.length())));
        exercises.say("handler-limiting", at -> Sending.send(at.http("ok"), limiting(1_000)));
        exercises.say("handler-limiting-exceeded", at -> Sending.send(at.http("ok"), limiting(10)));
        files(exercises);
        broken(exercises);
    }

    /** From 25 on. */
    private static BodyHandler<?> limiting(long most) throws ReflectiveOperationException, IOException {
        try {
            return (BodyHandler<?>) BodyHandlers.class
                    .getMethod("limiting", BodyHandler.class, long.class)
                    .invoke(null, BodyHandlers.ofString(), most);
        } catch (InvocationTargetException e) {
            throw new IOException(e.getCause());
        }
    }

    private static void files(Exercises exercises) {
        exercises.say("handler-file", at -> {
            Path file = Path.of(at.text("dir"), "answer.txt");
            return Sending.send(at.http("ok"), BodyHandlers.ofFile(file)) + Files.readString(file);
        });
        exercises.say(
                "handler-file-that-is-there",
                at -> Sending.send(
                        at.http("ok"),
                        BodyHandlers.ofFile(
                                Path.of(at.text("dir"), "answer.txt"),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE)));
        exercises.say("handler-download", at -> {
            Path folder = Path.of(at.text("dir"));
            return Sending.send(
                            at.http("download"),
                            BodyHandlers.ofFileDownload(folder, StandardOpenOption.CREATE, StandardOpenOption.WRITE))
                    + Files.readString(folder.resolve("loaded.txt"));
        });
        exercises.say(
                "handler-download-without-name",
                at -> Sending.send(
                        at.http("ok"),
                        BodyHandlers.ofFileDownload(
                                Path.of(at.text("dir")), StandardOpenOption.CREATE, StandardOpenOption.WRITE)));
    }

    private static void broken(Exercises exercises) {
        exercises.say(
                "handler-that-throws",
                at -> Sending.send(at.http("ok"), info -> {
                    throw new IllegalStateException("the application's own fault");
                }));
        exercises.say(
                "subscriber-that-throws",
                at -> Sending.send(at.http("ok"), (BodyHandler<String>) info -> new Broken()));
        exercises.say("subscriber-that-has-enough", at -> {
            HttpResponse<java.io.InputStream> response =
                    Sending.CLIENT.send(Sending.get(at.http("large")), BodyHandlers.ofInputStream());
            int first = response.body().read();
            response.body().close();
            return first + Sending.send(Sending.get(at.http("ok")));
        });
        exercises.say("stream-that-is-not-read", at -> {
            Sending.CLIENT
                    .send(Sending.get(at.http("ok")), BodyHandlers.ofInputStream())
                    .body()
                    .close();
            return Sending.send(Sending.get(at.http("ok")));
        });
    }

    /** Fails at the first bytes. */
    private static final class Broken implements BodySubscriber<String> {
        private final CompletableFuture<String> body = new CompletableFuture<>();

        @Override
        public CompletionStage<String> getBody() {
            return body;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(1);
        }

        @Override
        public void onNext(List<ByteBuffer> item) {
            throw new IllegalStateException("the application's own fault");
        }

        @Override
        public void onError(Throwable failure) {
            body.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            body.complete("complete");
        }
    }

    /** Takes all lines at once. */
    private static final class Lines implements Flow.Subscriber<String> {
        final List<String> seen = new ArrayList<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            seen.add(line);
        }

        @Override
        public void onError(Throwable failure) {
            seen.add(failure.toString());
        }

        @Override
        public void onComplete() {
            seen.add("complete");
        }
    }
}
