package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.TestKeys;
import java.util.ArrayList;
import java.util.List;

/** CPU time, throughput and allocation of a healthy request, end to end. */
final class RequestBench implements Part {
    /** A request of HttpClient takes a tenth of the time once all of that client is compiled, which takes ten seconds. */
    private static final String WARM_UP_OF_HTTP_CLIENT_MILLIS = "10000";

    private static final String WARM_UP_MILLIS = "4000";
    private static final String SPELL_MILLIS = "1000";
    private static final String SPELLS = "2";
    /** More threads than HttpURLConnection would keep connections for. */
    private static final String POOL = "-Dhttp.maxConnections=300";

    private final ServerJvm server;
    private final int rounds;

    RequestBench(ServerJvm server, int rounds) {
        this.server = server;
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "requests";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "Ratio to no agent in the same round; median of " + rounds
                        + " rounds [least .. most]; peers one round, and with one thread only.",
                ""));
        for (Jdk jdk : jdks) {
            Table table =
                    new Table("JDK " + jdk.feature(), "agent", "CPU x", "requests/s x", "µs CPU more", "bytes more");
            for (RequestCell cell : RequestCell.all()) {
                if (cell.on(jdk) && chosen.has(cell.name())) {
                    measure(jdk, cell, table);
                }
            }
            lines.addAll(table.lines());
            lines.add("");
        }
        return lines;
    }

    private void measure(Jdk jdk, RequestCell cell, Table table) throws Exception {
        List<Variant> variants =
                new ArrayList<>(List.of(Variant.noneAgain(), Variant.observing(), Variant.everything()));
        if (cell.threads() == 1) {
            variants.addAll(Variant.peers());
        }
        Figures cpuRatios = new Figures();
        Figures rateRatios = new Figures();
        Figures micros = new Figures();
        Figures bytes = new Figures();
        Variant none = Variant.none();
        for (int round = 0; round < rounds; round++) {
            Spell base = least(jdk, cell, none);
            micros.of(none).add(base.cpuNanos / 1_000);
            bytes.of(none).add(base.bytes);
            rateRatios.of(none).add(1e9 / base.wallNanos);
            for (Variant variant : variants) {
                if (round == 0 || !variant.isPeer()) {
                    Spell other = least(jdk, cell, variant);
                    cpuRatios.of(variant).add(other.cpuNanos / base.cpuNanos);
                    rateRatios.of(variant).add(base.wallNanos / other.wallNanos);
                    micros.of(variant).add((other.cpuNanos - base.cpuNanos) / 1_000);
                    bytes.of(variant).add(other.bytes - base.bytes);
                }
            }
        }
        table.row(
                cell.toString(),
                "no agent",
                micros.of(none).text(1) + " µs",
                rateRatios.of(none).text(0) + "/s",
                "",
                bytes.of(none).text(0) + " bytes");
        for (Variant variant : variants) {
            table.row(
                    "",
                    variant.name(),
                    cpuRatios.of(variant).text(2),
                    rateRatios.of(variant).text(2),
                    micros.of(variant).text(2),
                    bytes.of(variant).text(0));
        }
    }

    /** Of the spell that used the least CPU: what disturbs a spell makes it use more. */
    private Spell least(Jdk jdk, RequestCell cell, Variant variant) throws Exception {
        List<String> trust = TestKeys.trustArguments();
        Variant trusting = variant.plus(trust.toArray(new String[0])).plus(POOL);
        return Fork.run(
                        jdk,
                        trusting,
                        Place.WORKLOADS,
                        "io.resetguard.bench.BenchWorkload",
                        cell.client(),
                        server.url(cell.protocol()),
                        "" + cell.threads(),
                        cell.kind(),
                        cell.client().equals("HttpClient") ? WARM_UP_OF_HTTP_CLIENT_MILLIS : WARM_UP_MILLIS,
                        SPELL_MILLIS,
                        SPELLS)
                .stream()
                .filter(line -> line.startsWith("spell "))
                .map(Spell::parse)
                .reduce((left, right) -> left.cpuNanos() <= right.cpuNanos() ? left : right)
                .orElseThrow();
    }

    /** One request of it. */
    private record Spell(double wallNanos, double cpuNanos, double bytes) {
        static Spell parse(String line) {
            String[] words = line.split(" ");
            return new Spell(Double.parseDouble(words[1]), Double.parseDouble(words[2]), Double.parseDouble(words[3]));
        }
    }
}
