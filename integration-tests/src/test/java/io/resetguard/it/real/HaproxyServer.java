package io.resetguard.it.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** HAProxy, as a master with a worker. It announces no time-out. A log without a status would have a line twice. */
final class HaproxyServer implements RealServer {
    private static final String CONFIGURATION =
            """
            global
              hard-stop-after 20s
              ROOT user daemon
              ROOT group daemon
            defaults
              mode http
              log-format "%HM %HP %ST"
              timeout connect 10s
              timeout client 30s
              timeout server 30s
              timeout http-keep-alive 1s
            frontend proxy
              log stdout format raw local0 info
              bind 127.0.0.1:PORT
              http-request deny deny_status 413 if { req.hdr_val(content-length) gt 1024 }
              default_backend backend
            backend backend
              server one 127.0.0.1:BACKEND
            """;

    @Override
    public String name() {
        return "haproxy";
    }

    @Override
    public Optional<Path> program() {
        return ServerProcess.find("haproxy");
    }

    @Override
    public List<String> prepare(Path program, Place place) throws IOException {
        Path configuration = Files.writeString(place.folder().resolve("haproxy.cfg"), place.fill(CONFIGURATION));
        return List.of(program.toString(), "-W", "-f", configuration.toString());
    }

    @Override
    public void reload(ServerProcess running) {
        running.signal("USR2");
    }
}
