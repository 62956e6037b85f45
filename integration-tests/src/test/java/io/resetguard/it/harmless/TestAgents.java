package io.resetguard.it.harmless;

import io.resetguard.it.support.Workload;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Jars of agents made of workload classes, and those that Maven fetched. */
final class TestAgents {
    private TestAgents() {}

    /** {@code io.resetguard.workload.harmless.OtherAgent} as a jar in this folder. */
    static Path otherAgent(Path folder) throws IOException {
        String name = "io.resetguard.workload.harmless.OtherAgent";
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.putValue("Premain-Class", name);
        attributes.putValue("Agent-Class", name);
        attributes.putValue("Can-Retransform-Classes", "true");
        attributes.putValue("Can-Redefine-Classes", "true");
        String classFile = name.replace('.', '/') + ".class";
        Path jar = folder.resolve("other-agent.jar");
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            out.putNextEntry(new ZipEntry(classFile));
            Files.copy(
                    Path.of(Workload.classPath().split(File.pathSeparator)[0]).resolve(classFile), out);
            out.closeEntry();
        }
        return jar;
    }

    /** One of {@code target/lib-agents}. */
    static Path fetched(String name) {
        return Path.of(System.getProperty("resetguard.libraries", "target"), "lib-agents", name + ".jar")
                .toAbsolutePath();
    }
}
