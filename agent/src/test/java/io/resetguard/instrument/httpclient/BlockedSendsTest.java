package io.resetguard.instrument.httpclient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.exchange.QuietListener;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With threads that are in the JDK's own {@code send}, to a server that never answers. No agent watches them. */
@Timeout(60)
class BlockedSendsTest {

    private final BlockedSends blocked = new BlockedSends(new QuietListener());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private ServerSocket server;
    private Socket connection;
    private Thread sender;

    @BeforeEach
    void a_thread_is_in_send() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        sender = new Thread(this::send, "sender");
        sender.start();
        connection = server.accept();
        assertEquals('G', connection.getInputStream().read()); // of GET: it waits for the answer now
    }

    private void send() {
        URI uri = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
        try {
            client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding());
        } catch (IOException | InterruptedException e) {
            return; // interrupted, or the server is gone
        }
    }

    @AfterEach
    void the_thread_ends() throws IOException, InterruptedException {
        connection.close();
        server.close();
        senderEnds();
    }

    private void senderEnds() throws InterruptedException {
        sender.interrupt();
        sender.join();
    }

    @Test
    void what_is_for_a_thread_in_send_waits_for_it() {
        blocked.tell(sender, () -> told.add("reset"));
        blocked.sendEnds(); // this thread's
        assertEquals(List.of(), told);
        blocked.tellRest();
        assertEquals(List.of("reset"), told);
    }

    @Test
    void what_is_for_a_thread_that_is_gone_is_told_at_once() throws InterruptedException {
        senderEnds();
        blocked.tell(sender, () -> told.add("reset"));
        assertEquals(List.of("reset"), told);
    }

    /** It was seen in send on its way out, past the hook. */
    @Test
    void what_waits_for_a_thread_that_went_is_told_when_the_next_send_ends() throws InterruptedException {
        blocked.tell(sender, () -> told.add("reset"));
        blocked.tell(sender, () -> told.add("why it was not sent again"));
        senderEnds();
        blocked.sendEnds(); // this thread's
        assertEquals(List.of("reset", "why it was not sent again"), told);
        blocked.tellRest();
        assertEquals(2, told.size());
    }
}
