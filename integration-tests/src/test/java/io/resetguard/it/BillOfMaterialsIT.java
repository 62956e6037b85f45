package io.resetguard.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.resetguard.it.support.ForkedJvm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The list of what is inside the jar is true: all of it, nothing else, with its licences, whose texts are inside too. */
class BillOfMaterialsIT {
    private static final String SHADED = "io/resetguard/shaded/";
    private static final String BILL = "META-INF/sbom/application.cdx.json";

    @Test
    void it_lists_what_is_in_the_jar() throws IOException {
        try (JarFile jar = open()) {
            Set<String> inside = new TreeSet<>();
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith(SHADED) && name.length() > SHADED.length())
                    .forEach(name -> inside.add(name.substring(SHADED.length(), name.indexOf('/', SHADED.length()))));
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.endsWith(".min.js"))
                    .forEach(name -> inside.add(name.replaceFirst("^.*/", "").replaceFirst("\\..*", "")));
            Set<String> listed = new TreeSet<>();
            // No package has a hyphen in its name.
            components(bill(jar))
                    .forEach(component -> listed.add(name(component).replace("-", "")));
            assertEquals(Set.of("bytebuddy", "echarts", "gson", "picocli"), inside);
            assertEquals(inside, listed);
        }
    }

    @Test
    void each_is_the_file_that_the_build_took_it_from() throws Exception {
        Path repository = Path.of(System.getProperty("resetguard.maven.repository", ""));
        try (JarFile jar = open()) {
            for (JsonObject component : components(bill(jar))) {
                String group = component.get("group").getAsString();
                String version = component.get("version").getAsString();
                String name = name(component);
                assertEquals(
                        "pkg:maven/" + group + "/" + name + "@" + version,
                        component.get("purl").getAsString());
                Path library = repository.resolve(
                        group.replace('.', '/') + "/" + name + "/" + version + "/" + name + "-" + version + ".jar");
                byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(library));
                assertEquals(
                        "[{\"alg\":\"SHA-256\",\"content\":\"" + HexFormat.of().formatHex(sum) + "\"}]",
                        component.getAsJsonArray("hashes").toString());
            }
        }
    }

    @Test
    void the_text_of_each_licence_is_inside() throws IOException {
        try (JarFile jar = open()) {
            for (JsonObject component : components(bill(jar))) {
                String folder = "META-INF/licenses/" + name(component) + "/";
                assertEquals("Apache-2.0", licence(component));
                assertTrue(text(jar, folder + "LICENSE").contains("Apache License"), folder);
            }
            String asm = text(jar, "META-INF/licenses/byte-buddy/ASM");
            assertTrue(asm.contains("INRIA") && asm.contains("Redistribution"), asm);
            String echarts = text(jar, "META-INF/licenses/echarts/NOTICE");
            for (String part : List.of("zrender", "Baidu", "d3", "Michael Bostock", "tslib", "Microsoft")) {
                assertTrue(echarts.contains(part), part);
            }
        }
    }

    @Test
    void the_parts_of_parts_are_listed() throws IOException {
        try (JarFile jar = open()) {
            Set<String> parts = new TreeSet<>();
            components(bill(jar)).stream()
                    .filter(component -> component.has("components"))
                    .flatMap(component -> components(component).stream())
                    .forEach(part -> parts.add(name(part) + " " + licence(part)));
            assertEquals(Set.of("asm BSD-3-Clause", "d3 BSD-3-Clause", "tslib 0BSD", "zrender BSD-3-Clause"), parts);
        }
    }

    @Test
    void nothing_in_it_differs_from_build_to_build() throws IOException {
        try (JarFile jar = open()) {
            JsonObject bill = bill(jar);
            assertEquals("CycloneDX", bill.get("bomFormat").getAsString());
            assertFalse(bill.has("serialNumber"));
            assertFalse(bill.getAsJsonObject("metadata").has("timestamp"));
            assertFalse(text(jar, BILL).contains("${"));
        }
    }

    private static List<JsonObject> components(JsonObject of) {
        return StreamSupport.stream(of.getAsJsonArray("components").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static String name(JsonObject component) {
        return component.get("name").getAsString();
    }

    private static String licence(JsonObject component) {
        JsonObject only = component.getAsJsonArray("licenses").get(0).getAsJsonObject();
        return only.getAsJsonObject("license").get("id").getAsString();
    }

    private static JsonObject bill(JarFile jar) throws IOException {
        return JsonParser.parseString(text(jar, BILL)).getAsJsonObject();
    }

    private static String text(JarFile jar, String name) throws IOException {
        JarEntry entry = jar.getJarEntry(name);
        assertNotNull(entry, name);
        return new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
    }

    private static JarFile open() throws IOException {
        return new JarFile(ForkedJvm.agentJar().toFile());
    }
}
