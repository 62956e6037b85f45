package io.resetguard.workload.conform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.concurrent.Flow;

/** Every BodyPublisher, some of the application's own, and every method. */
final class HttpClientPublishers {
    private static final byte[] BODY = "bytes of a body".getBytes(StandardCharsets.ISO_8859_1);

    private HttpClientPublishers() {}

    /** A publisher that may need files. */
    private interface Publishers {
        BodyPublisher publisher(Place at) throws Exception;
    }

    static void all(Exercises exercises) {
        say(exercises, "none", at -> BodyPublishers.noBody());
        say(exercises, "string", at -> BodyPublishers.ofString("text"));
        say(exercises, "empty-string", at -> BodyPublishers.ofString(""));
        say(exercises, "string-in-utf-16", at -> BodyPublishers.ofString("text", StandardCharsets.UTF_16LE));
        say(exercises, "bytes", at -> BodyPublishers.ofByteArray(BODY));
        say(exercises, "some-bytes", at -> BodyPublishers.ofByteArray(BODY, 2, 5));
        say(exercises, "large", at -> BodyPublishers.ofByteArray(new byte[500_000]));
        say(exercises, "byte-arrays", at -> BodyPublishers.ofByteArrays(Arrays.asList(BODY, BODY)));
        say(exercises, "no-byte-arrays", at -> BodyPublishers.ofByteArrays(Collections.emptyList()));
        say(exercises, "file", at -> BodyPublishers.ofFile(file(at)));
        say(exercises, "file-that-is-not", at -> BodyPublishers.ofFile(Path.of(at.text("dir"), "no-such")));
        say(exercises, "stream", at -> BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(BODY)));
        say(exercises, "stream-that-is-null", at -> BodyPublishers.ofInputStream(() -> null));
        say(exercises, "stream-that-fails", at -> BodyPublishers.ofInputStream(PipedInputStream::new));
        say(exercises, "from-publisher", at -> BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(BODY)));
        say(
                exercises,
                "from-publisher-of-length",
                at -> BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(BODY), BODY.length));
        say(
                exercises,
                "too-short",
                at -> BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(BODY), BODY.length + 1L));
        say(
                exercises,
                "too-long",
                at -> BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(BODY), BODY.length - 1L));
        say(exercises, "concatenated", at -> concat(BodyPublishers.ofString("a"), BodyPublishers.ofByteArray(BODY)));
        say(exercises, "that-throws", at -> new Own(true));
        say(exercises, "that-fails", at -> new Own(false));
        exercises.say(
                "publisher-with-continue",
                at -> Sending.send(Sending.request(at.http("echo"))
                        .expectContinue(true)
                        .POST(BodyPublishers.ofString("a body"))
                        .build()));
        // Old releases wait for ever for a 100 that does not come.
        if (Runtime.version().feature() >= 21) {
            exercises.say(
                    "publisher-refused",
                    at -> Sending.send(Sending.request(at.http("refuse-body"))
                            .expectContinue(true)
                            .POST(BodyPublishers.ofString("a body"))
                            .build()));
        }
        for (String method : Arrays.asList("GET", "HEAD", "DELETE", "OPTIONS", "TRACE", "PATCH", "OWN")) {
            exercises.say(
                    "method-" + method,
                    at -> Sending.send(Sending.request(at.http("echo"))
                            .method(method, BodyPublishers.noBody())
                            .build()));
            exercises.say(
                    "method-body-" + method,
                    at -> Sending.send(Sending.request(at.http("echo"))
                            .method(method, BodyPublishers.ofString("a body"))
                            .build()));
        }
    }

    private static void say(Exercises exercises, String name, Publishers publishers) {
        exercises.say("publisher-" + name, at -> {
            BodyPublisher publisher = publishers.publisher(at);
            return publisher.contentLength()
                    + Sending.send(
                            Sending.request(at.http("echo")).POST(publisher).build());
        });
        exercises.say(
                "publisher-put-" + name,
                at -> Sending.send(Sending.request(at.http("echo"))
                        .PUT(publishers.publisher(at))
                        .build()));
    }

    private static Path file(Place at) throws IOException {
        return Files.write(Path.of(at.text("dir"), "body.txt"), BODY);
    }

    /** From 16 on. */
    private static BodyPublisher concat(BodyPublisher... publishers) throws ReflectiveOperationException {
        return (BodyPublisher)
                BodyPublishers.class.getMethod("concat", BodyPublisher[].class).invoke(null, (Object) publishers);
    }

    /** Fails in one way or the other. */
    private static final class Own implements BodyPublisher {
        private final boolean throwing;

        Own(boolean throwing) {
            this.throwing = throwing;
        }

        @Override
        public long contentLength() {
            return 10;
        }

        @Override
        public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
            if (throwing) {
                throw new IllegalStateException("the application's own fault");
            }
            subscriber.onSubscribe(new Flow.Subscription() {
                @Override
                public void request(long n) {
                    subscriber.onError(new IOException("the application's own fault"));
                }

                @Override
                public void cancel() {}
            });
        }
    }
}
