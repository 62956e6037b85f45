package io.resetguard.it.harmless;

import io.resetguard.it.real.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The nginx of this machine, as a child process on a port of its own, with one worker. */
final class Nginx implements AutoCloseable {
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

    private final ServerProcess server;

    private Nginx(ServerProcess server) {
        this.server = server;
    }

    /** Where it is installed. */
    static Optional<Path> installed() {
        return ServerProcess.find("nginx");
    }

    static Nginx start(Path program, Path folder) throws IOException {
        int port = ServerProcess.freePort();
        Files.writeString(folder.resolve("large"), "0123456789".repeat(100_000));
        boolean root = System.getProperty("user.name", "").equals("root");
        Path configuration = Files.writeString(
                folder.resolve("nginx.conf"),
                CONFIGURATION
                        .replace("FOLDER", folder.toString())
                        .replace("USER", root ? "user root;" : "")
                        .replace("PORT", Integer.toString(port)));
        return new Nginx(ServerProcess.start(
                folder, port, List.of(program.toString(), "-c", configuration.toString(), "-p", folder.toString())));
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    /** It has closed its side of all connections. */
    void awaitIdleClosed() {
        server.await("closes its idle connections", () -> server.open() == 0);
    }

    /** How many responses are on their way; those of workers that were killed count for ever. */
    long underWay() {
        return Long.parseLong(status().replaceAll("(?s).*Writing: (\\d+).*", "$1"));
    }

    void awaitMoreUnderWay(long than) {
        server.await("answers", () -> underWay() > than);
    }

    private String status() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write("GET /status HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As the kernel's out-of-memory killer would; the master starts another. */
    void killWorker() throws Exception {
        ProcessHandle worker = server.handle().children().findFirst().orElseThrow();
        worker.destroyForcibly();
        worker.onExit().get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        server.close();
    }
}
