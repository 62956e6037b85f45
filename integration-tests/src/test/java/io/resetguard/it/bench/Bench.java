package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.util.ArrayList;
import java.util.List;

/**
 * What the agent costs, beside no agent, a second run without (the noise), an agent that does nothing, and the agents of
 * others; forks interleaved. Not a test: figures are for people.
 *
 * <p>{@code mvn -q -Pbench verify [-Djdks=home1:home2] [-Dbench.rounds=5] [-Dbench.only=requests/HttpClient/h2,storm]}
 */
public final class Bench {
    private Bench() {}

    /** Arguments: rounds, what is to be measured, seconds of the storm. A part that is measured as a whole goes into the page. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        Chosen chosen = Chosen.parse(arguments[1]);
        List<Jdk> jdks = Jdks.all().toList();
        try (ServerJvm server = ServerJvm.start()) {
            List<Part> parts = List.of(
                    new RequestBench(server, rounds),
                    new HookBench(server, rounds),
                    new JmhBench(rounds),
                    new BytesBench(server, rounds),
                    new StartUpBench(rounds),
                    new AppCdsBench(rounds),
                    new WaysBench(rounds),
                    new GrowthBench(server, rounds),
                    new StormBench(server, arguments[2]));
            for (Part part : parts) {
                if (chosen.hasSomeOf(part.name())) {
                    measure(part, jdks, chosen);
                }
            }
        }
    }

    private static void measure(Part part, List<Jdk> jdks, Chosen chosen) throws Exception {
        String machine = Machine.text(jdks);
        System.out.println(part.name() + ": " + machine);
        List<String> lines = new ArrayList<>(List.of("", machine, ""));
        lines.addAll(part.measure(jdks, chosen));
        if (chosen.has(part.name())) {
            lines.add("");
            new PerformancePage().put(part.name(), lines);
        }
    }
}
