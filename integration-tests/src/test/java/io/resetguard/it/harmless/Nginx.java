package io.resetguard.it.harmless;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The nginx of this machine, as a child process on a port of its own, with one worker. */
final class Nginx implements AutoCloseable {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private static final String CONFIGURATION =
            """
            daemon off;
            USER
            worker_processes 1;
            pid FOLDER/pid;
            error_log FOLDER/error.log;
            events { worker_connections 64; }
            http {
              access_log FOLDER/access.log;
              client_body_temp_path FOLDER/body;
              proxy_temp_path FOLDER/proxy;
              fastcgi_temp_path FOLDER/fastcgi;
              uwsgi_temp_path FOLDER/uwsgi;
              scgi_temp_path FOLDER/scgi;
              keepalive_timeout 1s 20s;
              client_max_body_size 1k;
              reset_timedout_connection on;
              default_type text/plain;
              root FOLDER;
              server {
                listen 127.0.0.1:PORT;
                location / { return 200 hello; }
                location = /static { alias FOLDER/large; }
                location = /slow { alias FOLDER/large; limit_rate 20k; }
                location = /missing { return 404 missing; }
                location = /reset { return 444; }
                location = /once { keepalive_requests 1; return 200 once; }
                location = /status { stub_status; }
              }
            }
            """;

    private final Process master;
    private final int port;
    private final Path folder;

    private Nginx(Process master, int port, Path folder) {
        this.master = master;
        this.port = port;
        this.folder = folder;
    }

    /** Where it is installed; a {@code sbin} is on root's path only. */
    static Optional<Path> installed() {
        return Stream.concat(
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")),
                        Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(directory -> Path.of(directory, "nginx"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Nginx start(Path program, Path folder) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Files.writeString(folder.resolve("large"), "0123456789".repeat(100_000));
        boolean root = System.getProperty("user.name", "").equals("root");
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                CONFIGURATION
                        .replace("FOLDER", folder.toString())
                        .replace("USER", root ? "user root;" : "")
                        .replace("PORT", Integer.toString(port)));
        Process master = new ProcessBuilder(
                        List.of(program.toString(), "-c", configuration.toString(), "-p", folder.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        Nginx nginx = new Nginx(master, port, folder);
        nginx.await("listens", () -> {
            try (Socket open = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return open.isConnected();
            } catch (IOException e) {
                return false;
            }
        });
        return nginx;
    }

    String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** How often the kernel has a connection of the port in this state ({@code /proc/net/tcp}: 01 is open). */
    private long connections(String state) {
        String local = String.format("0100007F:%04X", port);
        try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
            return lines.map(line -> line.trim().split(" +"))
                    .filter(columns -> columns[1].equals(local) && columns[3].equals(state))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** It has closed its side of all connections. */
    void awaitIdleClosed() {
        await("closes its idle connections", () -> connections("01") == 0);
    }

    /** How many responses are on their way; those of workers that were killed count for ever. */
    long underWay() {
        return Long.parseLong(status().replaceAll("(?s).*Writing: (\\d+).*", "$1"));
    }

    void awaitMoreUnderWay(long than) {
        await("answers", () -> underWay() > than);
    }

    private String status() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write("GET /status HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the kernel's out-of-memory killer would; the master starts another. */
    void killWorker() throws Exception {
        ProcessHandle worker = master.children().findFirst().orElseThrow();
        worker.destroyForcibly();
        worker.onExit().get(10, TimeUnit.SECONDS);
    }

    private void await(String what, java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end || !master.isAlive()) {
                throw new AssertionError("nginx in " + folder + ": waited that it " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    @Override
    public void close() {
        master.descendants().forEach(ProcessHandle::destroy);
        master.destroy();
        try {
            master.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
