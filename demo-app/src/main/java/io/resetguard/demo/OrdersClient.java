package io.resetguard.demo;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the application needs of an HTTP client, so that both clients of the JDK run the same scenarios. */
interface OrdersClient {

    /** The JDK's name of the client. */
    String name();

    /**
     * Sends one request and reads the answer to its end.
     *
     * @param body what is sent with a POST, or null
     * @param headers of the request, beside those that the client adds
     */
    Answer send(String method, String url, byte @Nullable [] body, Map<String, String> headers) throws IOException;

    /** The clients this JVM has. */
    static List<OrdersClient> available() {
        List<OrdersClient> clients = new ArrayList<>();
        clients.add(new UrlConnectionClient());
        try {
            // By name: compiled for Java 11, and not there for Java 8.
            Class<?> modern = Class.forName("io.resetguard.demo.ModernClient");
            clients.add((OrdersClient) modern.getDeclaredConstructor().newInstance());
        } catch (ReflectiveOperationException | LinkageError olderThanJava11) {
            // This JVM has only the one client.
        }
        return clients;
    }

    /** An answer, as far as it came. */
    final class Answer {
        final int status;
        final long bytes;

        Answer(int status, long bytes) {
            this.status = status;
            this.bytes = bytes;
        }
    }
}
