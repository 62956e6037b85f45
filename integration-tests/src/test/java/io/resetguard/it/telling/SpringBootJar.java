package io.resetguard.it.telling;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.CRC32;

/** An executable jar as Spring Boot's plugin makes one: its loader unpacked, the jars nested and stored. */
final class SpringBootJar {
    private SpringBootJar() {}

    static Path build(Path target) throws IOException {
        Manifest manifest = new Manifest();
        Attributes attributes = manifest.getMainAttributes();
        attributes.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        attributes.put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.JarLauncher");
        attributes.putValue("Start-Class", "io.resetguard.workload.telling.TellingApp");
        attributes.putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
        attributes.putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream jar = new JarOutputStream(file, manifest)) {
            unpack(Libraries.jars("boot-loader").get(0), jar);
            jar.putNextEntry(new JarEntry("BOOT-INF/classes/"));
            jar.putNextEntry(new JarEntry("BOOT-INF/classes/io/resetguard/workload/telling/TellingApp.class"));
            jar.write(Files.readAllBytes(Libraries.appClass()));
            jar.putNextEntry(new JarEntry("BOOT-INF/lib/"));
            for (Path library : Libraries.jars("boot")) {
                store(library, jar);
            }
        }
        return target;
    }

    private static void unpack(Path from, JarOutputStream to) throws IOException {
        try (JarFile loader = new JarFile(from.toFile())) {
            for (Enumeration<JarEntry> entries = loader.entries(); entries.hasMoreElements(); ) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().startsWith("org/")) {
                    to.putNextEntry(new JarEntry(entry.getName()));
                    to.write(loader.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    /** Spring's loader reads nested jars in place, so they may not be compressed. */
    private static void store(Path library, JarOutputStream to) throws IOException {
        byte[] bytes = Files.readAllBytes(library);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        JarEntry entry = new JarEntry("BOOT-INF/lib/" + library.getFileName());
        entry.setMethod(JarEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        to.putNextEntry(entry);
        to.write(bytes);
    }
}
