package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.nio.file.Path;
import java.util.List;

/** Starts the smallest application there is. */
final class Starting {
    private static final String PROGRAM = "io.resetguard.bench.StartUpWorkload";

    private Starting() {}

    static StartUp once(Jdk jdk, Variant variant, Path jar, String client) throws Exception {
        long start = System.nanoTime();
        List<String> lines = Fork.runTimed(jdk, variant, jar.toString(), PROGRAM, client, "" + start, "times");
        return StartUp.parse(lines, (System.nanoTime() - start) / 1e6);
    }

    /** How many it had loaded; that it says so loads some, the same with every agent. */
    static String classes(Jdk jdk, Variant variant, Path jar, String client) throws Exception {
        List<String> lines = Fork.run(jdk, variant, jar.toString(), PROGRAM, client, "" + System.nanoTime(), "classes");
        return Samples.number(Double.parseDouble(lines.get(lines.size() - 1)), 0);
    }
}
