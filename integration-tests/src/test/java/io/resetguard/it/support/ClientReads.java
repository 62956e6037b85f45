package io.resetguard.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Waits until a client on this machine has read what was sent to it, so that an RST does not overtake it: by the kernel's
 * own count of the bytes that wait for the client. On other systems than Linux there is only the moment that it is left to
 * act on them.
 */
final class ClientReads {
    /** For a client to act upon what it has read. */
    static final long MILLIS = 60;

    private static final long POLL_MILLIS = 5;

    /** Some clients leave bytes unread on purpose. */
    private static final long MOST_SECONDS = 2;

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** Columns of these tables. */
    private static final int LOCAL = 1;

    private static final int REMOTE = 2;
    private static final int QUEUES = 4;

    /** Lets so much time pass, and says whether the server was closed meanwhile. */
    @FunctionalInterface
    interface Pause {
        boolean millis(long millis) throws InterruptedException;
    }

    private ClientReads() {}

    /** To be called with the server's end of the connection, the raw one where there is TLS. */
    static void await(Socket wire, Pause pause) throws InterruptedException {
        pause.millis(MILLIS);
        awaitLate(wire, pause);
    }

    /** As {@link #await}, for where there was time already: waits only for a client that is late. */
    static void awaitLate(Socket wire, Pause pause) throws InterruptedException {
        if (isRead(wire)) {
            return;
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        boolean closed = false;
        while (!closed && !isRead(wire) && System.nanoTime() - end < 0) {
            closed = pause.millis(POLL_MILLIS);
        }
        pause.millis(MILLIS);
    }

    private static boolean isRead(Socket wire) {
        String client = port(wire.getPort());
        String server = port(wire.getLocalPort());
        return TABLES.stream()
                .filter(Files::exists)
                .flatMap(ClientReads::lines)
                .map(line -> line.trim().split("\\s+"))
                .filter(line -> line[LOCAL].endsWith(client) && line[REMOTE].endsWith(server))
                .allMatch(line -> line[QUEUES].endsWith(":00000000"));
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String port(int number) {
        return String.format(Locale.ROOT, ":%04X", number);
    }
}
