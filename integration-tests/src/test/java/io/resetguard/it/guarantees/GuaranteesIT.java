package io.resetguard.it.guarantees;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The part of the product that is quick: without TLS, in the two modes that do most. The whole is {@link Guarantees}. */
class GuaranteesIT {
    private static final List<Protocol> WITHOUT_TLS = List.of(Protocol.HTTP, Protocol.H2C);

    @TestFactory
    Stream<DynamicTest> whatIsGuaranteedHolds(@TempDir Path directory) {
        return Jdks.all().flatMap(jdk -> Arrays.stream(Client.values())
                .filter(client -> client.on(jdk))
                .flatMap(client -> tests(jdk, client, directory)));
    }

    private static Stream<DynamicTest> tests(Jdk jdk, Client client, Path directory) {
        Product product = new Product(jdk, client, WITHOUT_TLS, directory);
        return Stream.of(Mode.FRESH, Mode.GUARD)
                .map(mode -> dynamicTest(jdk + ", " + client.label() + ", " + mode.title(), () -> {
                    product.measure(mode);
                    assertEquals(List.of(), product.violations(mode));
                }));
    }

    /** Not its figures, which take the whole product; but that it has each wire point, column and sentence there is. */
    @Test
    void theDocumentIsOfThisCode() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("..", "docs", "guarantees.md"));
        Set<String> points = lines.stream()
                .filter(line -> line.startsWith("### "))
                .flatMap(line -> Stream.of(line.substring(4).split("; ", -1)))
                .collect(Collectors.toSet());
        assertEquals(Arrays.stream(Ending.values()).map(Ending::title).collect(Collectors.toSet()), points);
        assertTrue(lines.contains(Tables.head().trim()));
        for (Invariant invariant : Invariant.values()) {
            assertTrue(
                    lines.stream()
                            .anyMatch(line ->
                                    line.startsWith("| " + invariant.sentence() + " |") && line.endsWith(" | 0 |")),
                    invariant.sentence());
        }
    }
}
