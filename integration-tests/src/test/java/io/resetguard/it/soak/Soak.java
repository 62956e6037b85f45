package io.resetguard.it.soak;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Overload and races, for minutes: 200 threads, 50 origins that reset, stall, close and restart. Ends with 1 where anything
 * was that must never be.
 *
 * <p>{@code mvn -q -Psoak verify [-Djdks=home1:home2] [-Dsoak.minutes=10] [-Dsoak.seed=1] [-Dsoak.agent=false]}
 */
public final class Soak {
    private Soak() {}

    /** Arguments: minutes, seed or "random", whether with the agent. */
    public static void main(String[] arguments) throws IOException {
        long seed = arguments[1].equals("random") ? System.nanoTime() % 1_000_000 : Long.parseLong(arguments[1]);
        long seconds = Math.round(60 * Double.parseDouble(arguments[0]));
        boolean well = true;
        for (Jdk jdk : Jdks.all().toList()) {
            System.out.println(
                    jdk + ", " + seconds + " s, seed " + seed + (arguments[2].equals("false") ? ", no agent" : ""));
            Path folder = Files.createTempDirectory("soak");
            SoakRun.Outcome outcome = new SoakRun(jdk, seconds, seed).run(folder, !arguments[2].equals("false"));
            outcome.figures().forEach(line -> System.out.println("  " + line));
            outcome.violations().forEach(line -> System.out.println("  VIOLATION " + line));
            well &= outcome.violations().isEmpty();
        }
        System.exit(well ? 0 : 1);
    }
}
