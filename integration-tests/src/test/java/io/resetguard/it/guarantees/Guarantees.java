package io.resetguard.it.guarantees;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/**
 * Measures the whole product on each JDK, checks every invariant, and writes docs/guarantees.md.
 *
 * <p>{@code mvn -q -Pguarantees verify [-Djdks=home1:home2]}
 */
public final class Guarantees {
    private static final String COMMAND = "mvn -q -Pguarantees verify -Djdks=…";

    private Guarantees() {}

    /** Arguments: the document, and a directory for all that was seen and for a document with violations. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[1]);
        Report report = new Report();
        for (Client client : Client.values()) {
            for (Jdk jdk : Jdks.all().filter(client::on).toList()) {
                report.add(client, measured(jdk, client, Files.createTempDirectory("guarantees")));
            }
        }
        Files.write(directory.resolve("guarantees.csv"), report.raw().toList());
        String document =
                report.document(COMMAND, LocalDate.now(Clock.systemUTC()).toString());
        Path draft = Files.writeString(directory.resolve("guarantees.md"), document);
        int violations = report.violations().size();
        if (violations > 0) {
            throw new AssertionError(violations + " violations: they are above, and what was measured in " + draft);
        }
        Files.writeString(Path.of(arguments[0]), document);
    }

    private static Product measured(Jdk jdk, Client client, Path agentFiles) {
        Product product = new Product(jdk, client, Arrays.asList(Protocol.values()), agentFiles);
        System.out.println(jdk + ", " + client.label() + ": " + product.rows().size() + " rows without the agent");
        for (Mode mode : Mode.values()) {
            if (mode != Mode.NONE) {
                product.measure(mode);
                List<String> violations = product.violations(mode);
                System.out.println(
                        jdk + ", " + client.label() + ", " + mode.title() + ": " + violations.size() + " violations");
                violations.forEach(System.out::println);
            }
        }
        return product;
    }
}
