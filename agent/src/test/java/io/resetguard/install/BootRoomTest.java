package io.resetguard.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.bootstrap.Probe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BootRoomTest {

    private static final String PACKAGE = "io.resetguard.bootstrap.";

    @Test
    void the_classes_are_those_of_the_package() throws Exception {
        Path probe = Path.of(
                Objects.requireNonNull(Probe.class.getResource("Probe.class")).toURI());
        try (Stream<Path> files = Files.list(Objects.requireNonNull(probe.getParent()))) {
            Set<String> there = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .map(name -> name.substring(0, name.length() - ".class".length()))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertEquals(there, new TreeSet<>(List.of(BootRoom.CLASSES)));
        }
    }

    @Test
    void no_class_comes_before_one_that_defining_it_needs() throws ClassNotFoundException {
        Set<String> defined = new HashSet<>();
        for (String name : BootRoom.CLASSES) {
            Class<?> type = Class.forName(PACKAGE + name, false, BootRoomTest.class.getClassLoader());
            assertDefined(defined, type.getSuperclass(), type);
            for (Class<?> implemented : type.getInterfaces()) {
                assertDefined(defined, implemented, type);
            }
            for (Class<?> nested : type.getDeclaredClasses()) {
                assertDefined(defined, nested, type);
            }
            assertTrue(defined.add(type.getName()), "twice: " + name);
        }
    }

    private static void assertDefined(Set<String> defined, Class<?> needed, Class<?> by) {
        if (needed.getName().startsWith(PACKAGE)) {
            assertTrue(defined.contains(needed.getName()), needed + " comes after " + by);
        }
    }

    @Test
    void the_feature_release_is_that_of_the_running_jdk() {
        assertEquals(Runtime.version().feature(), BootRoom.featureRelease());
    }

    @Test
    void without_the_agent_nothing_is_in_the_boot_loader() {
        assertFalse(BootRoom.isFurnished());
    }
}
