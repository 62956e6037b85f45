package io.resetguard.it.corpus;

import io.resetguard.it.real.Backend;
import io.resetguard.it.real.NetworkNamespace;
import io.resetguard.it.real.RealServer;
import io.resetguard.it.real.ServerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The real servers of this machine, up to the end of a case. A case of one that is not installed fails. */
final class Servers {
    private static final String NGINX =
            """
            daemon off;
            ROOT user daemon;
            worker_processes 1;
            pid FOLDER/pid;
            events { worker_connections 1024; }
            http {
              access_log off;
              client_body_temp_path FOLDER/body;
              proxy_temp_path FOLDER/proxy;
              fastcgi_temp_path FOLDER/fastcgi;
              uwsgi_temp_path FOLDER/uwsgi;
              scgi_temp_path FOLDER/scgi;
              server {
                listen 127.0.0.1:PORT LISTEN;
                DIRECTIVES
                location / { proxy_pass http://127.0.0.1:BACKEND; }
              }
            }
            """;

    private Servers() {}

    /** One of {@link RealServer#all()}: idle connections are closed after a second. */
    static ServerProcess real(Stage stage, String name) throws IOException {
        RealServer kind = RealServer.all().stream()
                .filter(server -> server.name().equals(name))
                .findFirst()
                .orElseThrow();
        RealServer.Place place = place(stage, name);
        return start(stage, place, kind.prepare(kind.program().orElseThrow(), place));
    }

    /** nginx with these directives in its server block. */
    static ServerProcess nginx(Stage stage, String directives) throws IOException {
        RealServer.Place place = place(stage, "nginx");
        return start(stage, place, nginx(place, "", directives));
    }

    /**
     * The same in a network of its own.
     *
     * @param listen what follows address and port in the directive
     */
    static ServerProcess nginx(Stage stage, NetworkNamespace namespace, String listen, String directives)
            throws IOException {
        RealServer.Place place = place(stage, "nginx");
        List<String> command = nginx(place, listen, directives);
        return stage.until(ServerProcess.start(namespace, place.folder(), place.port(), command));
    }

    private static List<String> nginx(RealServer.Place place, String listen, String directives) throws IOException {
        Path file = place.folder().resolve("nginx.conf");
        Files.writeString(file, place.fill(NGINX.replace("LISTEN", listen).replace("DIRECTIVES", directives)));
        String program = ServerProcess.find("nginx").orElseThrow().toString();
        String folder = place.folder().toString();
        return List.of(program, "-e", "stderr", "-c", file.toString(), "-p", folder);
    }

    /** Node.js with this program; its argument is the port. */
    static ServerProcess node(Stage stage, String program) throws IOException {
        RealServer.Place place = place(stage, "node");
        Path script = Files.writeString(place.folder().resolve("server.js"), program);
        String node = ServerProcess.find("node").orElseThrow().toString();
        return start(stage, place, List.of(node, script.toString(), Integer.toString(place.port())));
    }

    static String url(ServerProcess server, String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    private static RealServer.Place place(Stage stage, String name) {
        try {
            Backend backend = stage.until(Backend.holding(0));
            Path folder = Files.createTempDirectory(stage.folder, name);
            return new RealServer.Place(folder, ServerProcess.freePort(), backend.port());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServerProcess start(Stage stage, RealServer.Place place, List<String> command) throws IOException {
        return stage.until(ServerProcess.start(place.folder(), place.port(), command));
    }
}
