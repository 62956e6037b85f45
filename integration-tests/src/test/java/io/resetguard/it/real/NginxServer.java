package io.resetguard.it.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** nginx; it announces a time-out that is longer than the one it has, as a load balancer before it would. */
public final class NginxServer implements RealServer {
    private static final String CONFIGURATION =
            """
            daemon off;
            ROOT user daemon;
            worker_processes 1;
            pid FOLDER/pid;
            events { worker_connections 4096; }
            http {
              log_format paths '$request_method $uri';
              access_log FOLDER/requests.log paths;
              client_body_temp_path FOLDER/body;
              proxy_temp_path FOLDER/proxy;
              fastcgi_temp_path FOLDER/fastcgi;
              uwsgi_temp_path FOLDER/uwsgi;
              scgi_temp_path FOLDER/scgi;
              keepalive_timeout 1s 20s;
              client_max_body_size 1k;
              lingering_close off;
              server {
                listen 127.0.0.1:PORT;
                location / { proxy_pass http://127.0.0.1:BACKEND; }
              }
            }
            """;

    @Override
    public String name() {
        return "nginx";
    }

    @Override
    public Optional<Path> program() {
        return ServerProcess.find("nginx");
    }

    @Override
    public List<String> prepare(Path program, Place place) throws IOException {
        Path configuration = Files.writeString(place.folder().resolve("nginx.conf"), place.fill(CONFIGURATION));
        return List.of(
                program.toString(),
                "-e",
                "stderr",
                "-c",
                configuration.toString(),
                "-p",
                place.folder().toString());
    }

    @Override
    public void reload(ServerProcess running) {
        running.signal("HUP");
    }

    @Override
    public OptionalLong announcedSeconds() {
        return OptionalLong.of(20);
    }
}
