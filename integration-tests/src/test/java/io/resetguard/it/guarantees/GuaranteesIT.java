package io.resetguard.it.guarantees;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The part of the product that is quick: without TLS, in the two modes that do most. */
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
}
