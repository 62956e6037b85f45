package io.resetguard.it.real;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Node.js with its own HTTP server; the program says that it keeps alive, and not how long. */
final class NodeServer implements RealServer {
    @Override
    public String name() {
        return "nodejs";
    }

    @Override
    public Optional<Path> program() {
        return ServerProcess.find("node");
    }

    @Override
    public List<String> prepare(Path program, Place place) throws IOException {
        Path script = place.folder().resolve("server.js");
        try (InputStream in = NodeServer.class.getResourceAsStream("server.js")) {
            if (in == null) {
                throw new AssertionError("server.js is not on the class path");
            }
            Files.write(script, in.readAllBytes());
        }
        return List.of(
                program.toString(),
                script.toString(),
                Integer.toString(place.port()),
                Integer.toString(place.backend()));
    }

    @Override
    public void reload(ServerProcess running) {
        running.say("reload");
    }
}
