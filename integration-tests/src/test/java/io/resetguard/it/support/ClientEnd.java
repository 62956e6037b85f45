package io.resetguard.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The client's end of a connection on this machine, as the kernel tells it: whether what was sent was read, so that an RST
 * does not overtake it, and whether the client has closed. On other systems than Linux there is only the moment that it is
 * left to act on them.
 */
final class ClientEnd {
    /** For a client to act upon what it has read. */
    static final long MILLIS = 60;

    private static final long POLL_MILLIS = 5;

    /** Some clients leave bytes unread on purpose. */
    private static final long MOST_MILLIS = 2_000;

    private static final List<Path> TABLES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));

    /** Columns of these tables. */
    private static final int LOCAL = 1;

    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int QUEUES = 4;

    /** ESTABLISHED and CLOSE_WAIT: the client has not closed. */
    private static final Set<String> OPEN = Set.of("01", "08");

    /** Lets so much time pass, and says whether the server was closed meanwhile. */
    @FunctionalInterface
    interface Pause {
        boolean millis(long millis) throws InterruptedException;
    }

    private ClientEnd() {}

    /** To be called with the server's end of the connection, the raw one where there is TLS. */
    static void awaitRead(Socket wire, Pause pause) throws InterruptedException {
        pause.millis(MILLIS);
        awaitReadLate(wire, pause);
    }

    /** As {@link #awaitRead}, for where there was time already: waits only for a client that is late. */
    static void awaitReadLate(Socket wire, Pause pause) throws InterruptedException {
        if (isRead(wire)) {
            return;
        }
        await(() -> isRead(wire), MOST_MILLIS, pause);
        pause.millis(MILLIS);
    }

    /**
     * Waits until the client has closed its socket: over TLS its close_notify comes before that, and before the connection
     * has left the client's pool.
     */
    static void awaitClosed(Socket wire, long mostMillis, Pause pause) throws InterruptedException {
        await(() -> rows(wire).noneMatch(row -> OPEN.contains(row[STATE])), mostMillis, pause);
    }

    private static void await(BooleanSupplier done, long mostMillis, Pause pause) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(mostMillis);
        boolean closed = false;
        while (!closed && !done.getAsBoolean() && System.nanoTime() - end < 0) {
            closed = pause.millis(POLL_MILLIS);
        }
    }

    private static boolean isRead(Socket wire) {
        return rows(wire).allMatch(row -> row[QUEUES].endsWith(":00000000"));
    }

    /** None once the socket is gone. */
    private static Stream<String[]> rows(Socket wire) {
        String client = port(wire.getPort());
        String server = port(wire.getLocalPort());
        return TABLES.stream()
                .filter(Files::exists)
                .flatMap(ClientEnd::lines)
                .map(line -> line.trim().split("\\s+"))
                .filter(row -> row[LOCAL].endsWith(client) && row[REMOTE].endsWith(server));
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
