package io.resetguard.it.bench;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Workload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are. */
final class Place {
    static final Path AGENT = ForkedJvm.agentJar();
    static final String WORKLOADS = Workload.classPath();
    static final Path BUILD = Path.of(System.getProperty("resetguard.libraries", "target"));
    static final Path PEERS = BUILD.resolve("lib-agents");
    /** For what a run leaves behind. */
    static final Path SCRATCH = made(BUILD.resolve("bench"));
    /** The repository's. */
    static final Path DOCS = Path.of(System.getProperty("bench.docs", "../docs"));

    private Place() {}

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
