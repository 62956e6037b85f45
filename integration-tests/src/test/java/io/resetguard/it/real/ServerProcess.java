package io.resetguard.it.real;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A server of this machine as a child process, on a loopback port of its own. It ends with the test, and with the JVM.
 * What it prints is in {@code requests.log} and {@code error.log} of its folder.
 */
public final class ServerProcess implements AutoCloseable {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Path CONNECTIONS = Path.of("/proc/net/tcp");
    private static final String LISTENS = "0A";
    private static final String ESTABLISHED = "01";

    private final Path folder;
    private final int port;
    private final Process process;
    private final Path connections;
    private final Thread atExit = new Thread(this::kill, "kills a server");

    private ServerProcess(Path folder, int port, Process process, Path connections) {
        this.folder = folder;
        this.port = port;
        this.process = process;
        this.connections = connections;
    }

    /** Where the program is; a {@code sbin} is on root's path only. Nowhere, where connections cannot be looked at. */
    public static Optional<Path> find(String program) {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, program))
                .filter(file -> Files.isExecutable(file) && Files.exists(CONNECTIONS))
                .findFirst();
    }

    /** A port that nobody listens on, for a server that cannot choose one itself. */
    public static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
    }

    /** Runs the command, which stays in the foreground, and waits until it listens on the port. */
    public static ServerProcess start(Path folder, int port, List<String> command) throws IOException {
        return start(folder, port, command, CONNECTIONS);
    }

    /** The same in a network of its own. */
    public static ServerProcess start(NetworkNamespace namespace, Path folder, int port, List<String> command)
            throws IOException {
        List<String> inside = new ArrayList<>(namespace.enter());
        inside.addAll(command);
        return start(folder, port, inside, namespace.connections());
    }

    private static ServerProcess start(Path folder, int port, List<String> command, Path connections)
            throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("requests.log").toFile()))
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("error.log").toFile()))
                .start();
        ServerProcess server = new ServerProcess(folder, port, process, connections);
        Runtime.getRuntime().addShutdownHook(server.atExit);
        try {
            server.await("listens", server::listens);
            return server;
        } catch (AssertionError e) {
            server.close();
            throw e;
        }
    }

    public int port() {
        return port;
    }

    public Path folder() {
        return folder;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    public void signal(String name) {
        signal(name, process.pid());
    }

    /** To the processes that it started: nginx's worker. */
    public void signalChildren(String name) {
        process.children().forEach(child -> signal(name, child.pid()));
    }

    private static void signal(String name, long process) {
        try {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process)
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Writes a line to its standard input. */
    public void say(String line) {
        try {
            process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many connections of its port are open on its side: it has closed all others. */
    public long open() {
        return count(ESTABLISHED);
    }

    private long count(String state) {
        String local = String.format("0100007F:%04X", port);
        try (Stream<String> lines = Files.lines(connections)) {
            return lines.map(line -> line.trim().split(" +"))
                    .filter(columns -> columns[1].equals(local) && columns[3].equals(state))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for what cannot say that it happened; an {@link AssertionError} where it does not, or the server ended. */
    public void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !process.isAlive()) {
                throw new AssertionError("waited that the server in " + folder + " " + what + "; it said: " + errors());
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    private boolean listens() {
        if (!connections.equals(CONNECTIONS)) {
            return count(LISTENS) > 0;
        }
        try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return open.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("error.log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
