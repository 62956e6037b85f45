package io.resetguard.it.real;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Jetty, from Maven, in a JVM of the JDK that builds. It announces no time-out. */
final class JettyServer implements RealServer {
    @Override
    public String name() {
        return "jetty";
    }

    @Override
    public Optional<Path> program() {
        return Optional.of(Path.of(System.getProperty("java.home", ""), "bin", "java"))
                .filter(java -> ServerProcess.find("sh").isPresent());
    }

    @Override
    public List<String> prepare(Path program, Place place) {
        return List.of(
                program.toString(),
                "-Djava.net.preferIPv4Stack=true",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Library.built("classes") + ":" + Library.built("lib").resolve("*"),
                "io.resetguard.library.JettyProgram",
                Integer.toString(place.port()),
                Integer.toString(place.backend()));
    }

    @Override
    public void reload(ServerProcess running) {
        running.say("reload");
    }
}
