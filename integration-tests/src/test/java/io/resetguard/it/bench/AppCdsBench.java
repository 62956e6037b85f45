package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How fast classes come out of an AppCDS archive, made without any agent, once the first request was sent. */
final class AppCdsBench implements Part {
    private static final String PROGRAM = "io.resetguard.bench.ClassLoadingWorkload";
    /** {@code -XX:ArchiveClassesAtExit}. */
    private static final int FROM = 13;

    private final int rounds;

    AppCdsBench(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "AppCDS";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        Path jar = WorkloadJar.pack();
        List<Variant> variants = Variant.withPeers(
                Variant.none(), Variant.noneAgain(), Variant.empty(), Variant.observing(), Variant.everything());
        Table table = new Table("JDK", "agent", "ms for 2,000 classes");
        for (Jdk jdk : jdks) {
            if (jdk.feature() >= FROM) {
                measure(jdk, jar, variants, table);
            }
        }
        List<String> lines =
                new ArrayList<>(List.of("Median of " + rounds + " rounds [least .. most], peers one round.", ""));
        lines.addAll(table.lines());
        return lines;
    }

    private void measure(Jdk jdk, Path jar, List<Variant> variants, Table table) throws Exception {
        Path archive = Place.SCRATCH.resolve("classes-" + jdk.feature() + ".jsa");
        load(jdk, jar, Variant.none().plus("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
        Figures millis = new Figures();
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : variants) {
                if (round == 0 || !variant.isPeer()) {
                    millis.of(variant).add(load(jdk, jar, variant.plus("-XX:SharedArchiveFile=" + archive)));
                }
            }
        }
        for (Variant variant : variants) {
            table.row("" + jdk.feature(), variant.name(), millis.of(variant).text(0));
        }
    }

    private static double load(Jdk jdk, Path jar, Variant variant) throws Exception {
        List<String> out = Fork.run(jdk, variant, jar.toString(), PROGRAM, WorkloadJar.NAMES, "" + WorkloadJar.CLASSES);
        return Double.parseDouble(out.get(out.size() - 1));
    }
}
