package io.resetguard.it.malformed;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All of them, as a table on stdout. Ends with 1 where a result is another with the agent, or it has a fault.
 *
 * <p>{@code mvn -q -Pmalformed verify [-Djdks=home1:home2] [-Dmalformed.responses=10000 -Dmalformed.seed=1
 * -Dmalformed.only=H2C]}: so many on each JDK.
 */
public final class Malformed {
    private static final List<String> HEAD = List.of(
            "| JDK | client | requests | that fail | kinds of failures | told | without the agent, not twice the same"
                    + " | with the agent, another result | faults |",
            "|---|---|---|---|---|---|---|---|---|");

    private Malformed() {}

    /** Arguments: malformed responses, where their random numbers begin, the way or {@code all}. */
    public static void main(String[] arguments) throws IOException {
        int malformed = Integer.parseInt(arguments[0]);
        long seed = Long.parseLong(arguments[1]);
        Path folder = Files.createTempDirectory("malformed");
        HEAD.forEach(System.out::println);
        boolean well = true;
        for (Jdk jdk : Jdks.all().toList()) {
            for (Way way :
                    ways(jdk).filter(way -> arguments[2].matches("all|" + way)).toList()) {
                Comparison done = new Comparison(jdk, way, List.of(Setting.values()), malformed, seed, folder).run();
                System.out.println(row(jdk, way, done));
                done.faults().forEach(System.out::println);
                done.different().forEach((request, text) -> System.out.println(request + ": " + text));
                well &= done.faults().isEmpty() && done.different().isEmpty();
            }
        }
        System.exit(well ? 0 : 1);
    }

    static Stream<Way> ways(Jdk jdk) {
        return Arrays.stream(Way.values()).filter(way -> way.client().on(jdk));
    }

    private static String row(Jdk jdk, Way way, Comparison done) {
        Object[] cells = {
            jdk.version(),
            way.title(),
            done.played(),
            done.failed(),
            done.kindsOfFailures(),
            done.told(),
            done.undecided(),
            done.different().size(),
            done.faults().size()
        };
        return Arrays.stream(cells).map(String::valueOf).collect(Collectors.joining(" | ", "| ", " |"));
    }
}
