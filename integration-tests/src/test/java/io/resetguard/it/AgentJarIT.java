package io.resetguard.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the agent's jar holds, and what it must not bring into an application's JVM. */
class AgentJarIT {

    private static final File JAR = new File(System.getProperty("resetguard.jar", ""));
    private static final long MAX_BYTES = 2L * 1024 * 1024;

    private static List<Entry> entries = List.of();

    @BeforeAll
    static void openTheJar() throws IOException {
        entries = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new FileInputStream(JAR))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.add(Entry.of(entry.getName(), zip.readAllBytes()));
            }
        }
    }

    @Test
    void only_our_package_and_meta_inf_stand_at_the_top() {
        assertNone(e -> !e.name.startsWith("io/") && !e.name.startsWith("META-INF/"));
        assertNone(e -> e.name.startsWith("io/") && !e.name.equals("io/") && !e.name.startsWith("io/resetguard/"));
    }

    @Test
    void no_entry_is_there_twice() {
        Set<String> seen = new HashSet<>();
        assertNone(e -> !seen.add(e.name));
    }

    @Test
    void the_manifest_names_the_ways_in() throws IOException {
        try (JarFile jar = new JarFile(JAR)) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertEquals("io.resetguard.ResetGuardAgent", manifest.getValue("Premain-Class"));
            assertEquals("io.resetguard.ResetGuardAgent", manifest.getValue("Agent-Class"));
            assertEquals("io.resetguard.cli.Main", manifest.getValue("Main-Class"));
            assertEquals("true", manifest.getValue("Can-Retransform-Classes"));
            assertEquals("true", manifest.getValue("Can-Redefine-Classes"));
            assertEquals("resetguard", manifest.getValue("Implementation-Title"));
            assertTrue(manifest.containsKey(Attributes.Name.IMPLEMENTATION_VERSION));
            // Either would put our classes where the application can see them.
            assertEquals(null, manifest.getValue("Launcher-Agent-Class"));
            assertEquals(null, manifest.getValue("Boot-Class-Path"));
        }
    }

    @Test
    void meta_inf_holds_the_manifest_the_licences_and_the_bill_of_materials_only() {
        assertNone(e -> e.name.startsWith("META-INF/")
                && !e.name.equals("META-INF/")
                && !e.name.equals("META-INF/MANIFEST.MF")
                && !e.name.equals("META-INF/LICENSE")
                && !e.name.equals("META-INF/sbom/")
                && !e.name.equals("META-INF/sbom/application.cdx.json")
                && !e.name.startsWith("META-INF/licenses/"));
    }

    @Test
    void the_licences_of_all_that_is_inside_are_there() {
        assertHas("META-INF/LICENSE");
        assertHas("META-INF/licenses/byte-buddy/LICENSE");
        assertHas("META-INF/licenses/byte-buddy/NOTICE");
        assertHas("META-INF/licenses/byte-buddy/ASM");
        assertHas("META-INF/licenses/gson/LICENSE");
        assertHas("META-INF/licenses/picocli/LICENSE");
        assertHas("META-INF/licenses/echarts/LICENSE");
        assertHas("META-INF/licenses/echarts/NOTICE");
    }

    @Test
    void every_class_stands_where_its_name_says() {
        assertNone(e -> e.isClass() && !e.name.equals(e.classFile.name + ".class"));
        assertNone(e -> e.name.endsWith("module-info.class"));
    }

    @Test
    void every_class_can_be_read_by_java_8() {
        assertNone(e -> e.classFile.major > 52 && !isForJava9(e));
        assertNone(e -> isForJava9(e) && e.classFile.major != 53);
    }

    @Test
    void boot_classes_are_there_as_raw_only() {
        assertHas("io/resetguard/boot/Probe.raw");
        assertNone(e -> e.name.startsWith("io/resetguard/bootstrap/"));
        assertNone(e -> e.name.startsWith("io/resetguard/boot/")
                && e.isRaw()
                && !e.classFile.name.equals("io/resetguard/bootstrap/" + e.simpleName()));
    }

    @Test
    void classes_for_the_applications_logging_loader_are_there_as_raw_only() {
        assertNone(e -> e.name.startsWith("io/resetguard/event/slf4j/"));
        assertNone(e -> e.name.startsWith("io/resetguard/app/")
                && e.isRaw()
                && !e.classFile.name.equals("io/resetguard/event/slf4j/" + e.simpleName()));
    }

    @Test
    void raw_stands_nowhere_else() {
        assertNone(e ->
                e.isRaw() && !e.name.startsWith("io/resetguard/boot/") && !e.name.startsWith("io/resetguard/app/"));
    }

    @Test
    void no_class_refers_to_a_library_under_its_own_name() {
        assertNone(e -> e.classFile.mentions("net/bytebuddy/"));
        assertNone(e -> e.classFile.mentions("com/google/gson/"));
        assertNone(e -> e.classFile.mentions("picocli/"));
    }

    @Test
    void slf4j_is_not_inside() {
        assertNone(e -> e.name.contains("org/slf4j") || e.classFile.name.startsWith("org/slf4j"));
    }

    @Test
    void it_is_small() {
        assertTrue(JAR.length() <= MAX_BYTES, () -> JAR.length() + " bytes");
    }

    /** Its source is in {@code agent/src/main/java9}. */
    private static boolean isForJava9(Entry entry) {
        String source = entry.name.replaceFirst("(\\$.*)?\\.class$", ".java");
        File java9 = new File(JAR.getParentFile().getParentFile(), "src/main/java9");
        return entry.isClass() && new File(java9, source).exists();
    }

    private static void assertHas(String name) {
        assertTrue(entries.stream().anyMatch(e -> e.name.equals(name)), () -> "missing: " + name);
    }

    private static void assertNone(Predicate<Entry> wrong) {
        assertEquals(List.of(), entries.stream().filter(wrong).map(e -> e.name).toList());
    }

    private record Entry(String name, ClassFile classFile) {

        static Entry of(String name, byte[] bytes) throws IOException {
            boolean code = name.endsWith(".class") || name.endsWith(".raw");
            return new Entry(name, code ? ClassFile.read(bytes) : ClassFile.NONE);
        }

        boolean isClass() {
            return name.endsWith(".class");
        }

        boolean isRaw() {
            return name.endsWith(".raw");
        }

        String simpleName() {
            return name.substring(name.lastIndexOf('/') + 1, name.lastIndexOf('.'));
        }
    }

    /** As much of a class file as these tests ask for (JVMS 4.1, 4.4). */
    private record ClassFile(String name, int major, List<String> strings) {

        static final ClassFile NONE = new ClassFile("", 0, List.of());

        boolean mentions(String part) {
            // As a name or in a descriptor; an address of a page may hold it too.
            return strings.stream().anyMatch(s -> s.startsWith(part) || s.contains("L" + part));
        }

        static ClassFile read(byte[] bytes) throws IOException {
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (in.readInt() != 0xCAFEBABE) {
                throw new IOException("not a class file");
            }
            in.readUnsignedShort();
            int major = in.readUnsignedShort();
            int count = in.readUnsignedShort();
            String[] utf8 = new String[count];
            int[] nameOfClass = new int[count];
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> utf8[i] = in.readUTF();
                    case 7 -> nameOfClass[i] = in.readUnsignedShort();
                    case 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++; // a long or a double takes two places
                    }
                    default -> throw new IOException("constant pool tag " + tag);
                }
            }
            in.readUnsignedShort();
            String name = utf8[nameOfClass[in.readUnsignedShort()]];
            List<String> strings = new ArrayList<>();
            for (String s : utf8) {
                if (s != null) {
                    strings.add(s);
                }
            }
            return new ClassFile(name, major, strings);
        }
    }
}
