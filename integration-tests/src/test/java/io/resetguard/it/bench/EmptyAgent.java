package io.resetguard.it.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** A jar with an agent that does nothing: what {@code -javaagent} itself costs. */
final class EmptyAgent {

    private static final String CLASS = "io/resetguard/bench/NothingAgent.class";

    private EmptyAgent() {}

    static Path jar() throws IOException {
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Premain-Class", "io.resetguard.bench.NothingAgent");
        main.putValue("Can-Retransform-Classes", "true");
        main.putValue("Can-Redefine-Classes", "true");
        Path jar = Place.SCRATCH.resolve("nothing-agent.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                InputStream in = EmptyAgent.class.getResourceAsStream("/" + CLASS)) {
            out.putNextEntry(new ZipEntry(CLASS));
            in.transferTo(out);
            out.closeEntry();
        }
        return jar;
    }
}
