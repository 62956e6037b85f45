package io.resetguard.it.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Apache httpd, as Debian has it. It announces its time-out where a client asks for it by name, and HttpURLConnection,
 * which does, then closes in time; so it is kept from seeing that.
 */
final class HttpdServer implements RealServer {
    private static final Path MODULES = Path.of("/usr/lib/apache2/modules");

    private static final String CONFIGURATION =
            """
            ServerRoot FOLDER
            DefaultRuntimeDir FOLDER
            PidFile FOLDER/pid
            ServerName 127.0.0.1
            Listen 127.0.0.1:PORT
            ROOT User daemon
            ROOT Group daemon
            LoadModule mpm_event_module MODULES/mod_mpm_event.so
            LoadModule authz_core_module MODULES/mod_authz_core.so
            LoadModule headers_module MODULES/mod_headers.so
            LoadModule rewrite_module MODULES/mod_rewrite.so
            LoadModule proxy_module MODULES/mod_proxy.so
            LoadModule proxy_http_module MODULES/mod_proxy_http.so
            StartServers 1
            ServerLimit 3
            ThreadLimit 512
            ThreadsPerChild 512
            MaxRequestWorkers 1536
            MinSpareThreads 4
            MaxSpareThreads 1536
            ListenBacklog 2048
            ErrorLog FOLDER/error.log
            LogFormat "%m %U" paths
            CustomLog FOLDER/requests.log paths
            KeepAlive On
            KeepAliveTimeout 1
            RequestHeader unset Connection early
            RewriteEngine On
            RewriteCond expr "%{HTTP:Content-Length} -gt 1024"
            RewriteRule ^ - [R=413,L]
            ProxyPass / http://127.0.0.1:BACKEND/
            """;

    @Override
    public String name() {
        return "apache2-bin";
    }

    @Override
    public Optional<Path> program() {
        return ServerProcess.find("apache2").filter(program -> Files.isDirectory(MODULES));
    }

    @Override
    public List<String> prepare(Path program, Place place) throws IOException {
        Path configuration = Files.writeString(
                place.folder().resolve("httpd.conf"), place.fill(CONFIGURATION).replace("MODULES", MODULES.toString()));
        return List.of(program.toString(), "-D", "FOREGROUND", "-f", configuration.toString());
    }

    @Override
    public void reload(ServerProcess running) {
        running.signal("USR1");
    }
}
