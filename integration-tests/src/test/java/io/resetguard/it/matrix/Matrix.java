package io.resetguard.it.matrix;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * All rows, one after the other, as a table on stdout, and as docs/matrix.md. Ends with 1 where one is not well.
 *
 * <p>{@code mvn -q -Pmatrix verify [-Djdks=home1:home2] [-Dmatrix.step=1]}: of the wire points each, or each third, …
 */
public final class Matrix {
    private Matrix() {}

    /** Arguments: which of the wire points are played, see above; the page. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createTempDirectory("matrix");
        List<String> table = new ArrayList<>(Cell.HEAD);
        Cell.HEAD.forEach(System.out::println);
        boolean well = true;
        for (Cell cell : all(Jdks.all().toList()).toList()) {
            Cell.Outcome outcome = cell.play(folder, Integer.parseInt(arguments[0]));
            System.out.println(outcome.row());
            table.add(outcome.row());
            Stream.concat(outcome.different().stream(), outcome.faults().stream())
                    .forEach(line -> System.out.println("  " + line));
            well &= outcome.isWell();
        }
        Files.writeString(Path.of(arguments[1]), title(arguments[0]) + String.join("\n", table) + "\n");
        System.exit(well ? 0 : 1);
    }

    private static Stream<Cell> all(List<Jdk> jdks) {
        return jdks.stream().flatMap(jdk -> Arrays.stream(Setting.values()).flatMap(setting -> both(jdk, setting)));
    }

    /** Both clients, observing and with all on. */
    static Stream<Cell> both(Jdk jdk, Setting setting) {
        return Arrays.stream(Client.values())
                .flatMap(client -> Stream.of(false, true).map(guard -> new Cell(jdk, client, guard, setting)))
                .filter(Cell::exists);
    }

    private static String title(String step) {
        return """
                # Each JDK, client, mode and setting of the JVM

                Written by `mvn -q -Pmatrix verify -Dmatrix.step=%s` on %s. Each row is one JVM with the agent, in which the wire
                points were played (every %s. of them): a server that resets, closes, cuts, stalls or answers.

                - *tests*: wire points played.
                - *other than without*: how many of them application or server saw otherwise than with the JDK alone. With all on
                  (`guard`) the agent is there to make it otherwise: what it may do then is in [guarantees.md](guarantees.md).
                - *faults* of the agent, told or only counted. The JVM also had to end by itself with 0, and to have nothing on
                  stderr but the agent's line at start.

                """
                .formatted(step, LocalDate.now(ZoneOffset.UTC), step);
    }
}
