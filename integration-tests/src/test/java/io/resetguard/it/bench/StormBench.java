package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Every request is reset: what the application still gets done, what is written, and what stays in memory. */
final class StormBench implements Part {
    private static final String THREADS = "16";
    private static final int RATE = 5_000;
    private static final List<Integer> RATES = List.of(100, 1_000, 5_000, 10_000);
    private static final String RATE_MILLIS = "2000";

    private final ServerJvm server;
    private final String seconds;

    /** @param seconds of the storm itself */
    StormBench(ServerJvm server, String seconds) {
        this.server = server;
        this.seconds = seconds;
    }

    @Override
    public String name() {
        return "storm";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        Jdk jdk = jdks.get(jdks.size() - 1);
        List<Variant> variants = List.of(Variant.none(), Variant.observing(), Variant.everything());
        List<String> lines = new ArrayList<>(List.of(
                "HttpURLConnection, " + THREADS
                        + " threads, POSTs that stream (sent once), the newest of the JDKs. Asked for: "
                        + Samples.number(RATE, 0) + " a second for " + seconds + " s, after 3 s of the same.",
                ""));
        if (chosen.has("storm/minute")) {
            lines.addAll(minute(jdk, variants));
        }
        if (chosen.has("storm/rates")) {
            lines.addAll(rates(jdk, variants));
        }
        return lines;
    }

    private List<String> minute(Jdk jdk, List<Variant> variants) throws Exception {
        Table table = new Table(
                "agent", "resets a second", "µs CPU each", "log lines a second", "heap before, MB", "heap after, MB");
        for (Variant variant : variants) {
            Storm storm = run(jdk, variant, RATE, seconds + "000");
            table.row(
                    variant.name(),
                    Samples.number(storm.perSecond(), 0),
                    Samples.number(storm.cpuNanos() / 1_000, 1),
                    Samples.number(storm.lines() / (Double.parseDouble(seconds) + 3), 1),
                    Samples.number(storm.heapBefore() / 1048576, 1),
                    Samples.number(storm.heapAfter() / 1048576, 1));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        return lines;
    }

    private List<String> rates(Jdk jdk, List<Variant> variants) throws Exception {
        Table table = new Table(
                "resets a second", "made", "µs CPU each", "observing: made", "µs", "everything on: made", "µs");
        double[][] micros = new double[variants.size()][RATES.size()];
        for (int i = 0; i < RATES.size(); i++) {
            List<String> cells = new ArrayList<>(List.of(Samples.number(RATES.get(i), 0)));
            for (int k = 0; k < variants.size(); k++) {
                Storm storm = run(jdk, variants.get(k), RATES.get(i), RATE_MILLIS);
                micros[k][i] = storm.cpuNanos() / 1_000;
                cells.add(Samples.number(storm.perSecond(), 0));
                cells.add(Samples.number(micros[k][i], 1));
            }
            table.row(cells.toArray(new String[0]));
        }
        Chart chart = new Chart("growth-resets", "HttpURLConnection", "resets a second", "µs CPU a reset");
        for (int k = 0; k < variants.size(); k++) {
            chart.line(variants.get(k).name(), RATES, micros[k]);
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(chart.write());
        return lines;
    }

    private Storm run(Jdk jdk, Variant variant, int rate, String millis) throws Exception {
        String out = Fork.run(
                        jdk,
                        variant.plus("-Xmx512m"),
                        Place.WORKLOADS,
                        "io.resetguard.bench.StormWorkload",
                        "HttpURLConnection",
                        server.resetUrl(),
                        THREADS,
                        "" + rate,
                        millis)
                .stream()
                .filter(line -> line.startsWith("storm "))
                .findFirst()
                .orElseThrow();
        try (Stream<String> said = Files.lines(Fork.ERRORS, StandardCharsets.UTF_8)) {
            return Storm.parse(
                    out, said.filter(line -> line.startsWith("[resetguard] ")).count());
        }
    }

    /** What came of one; CPU of one reset. */
    private record Storm(double perSecond, double cpuNanos, double heapBefore, double heapAfter, long lines) {
        static Storm parse(String line, long lines) {
            String[] words = line.split(" ");
            return new Storm(
                    Double.parseDouble(words[2]),
                    Double.parseDouble(words[4]),
                    Double.parseDouble(words[6]),
                    Double.parseDouble(words[7]),
                    lines);
        }
    }
}
