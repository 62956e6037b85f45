package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.TestKeys;
import java.util.ArrayList;
import java.util.List;

/**
 * What a healthy request allocates, interpreted: what a compiler leaves out of the JDK's own code, this time or that, is
 * more than what the agent adds. One thread; of {@code HttpURLConnection} to the byte, of {@code HttpClient} nearly.
 */
final class BytesBench implements Part {
    private static final String WARM_UP_MILLIS = "3000";
    private static final String SPELL_MILLIS = "2000";

    private final ServerJvm server;
    private final int rounds;

    BytesBench(ServerJvm server, int rounds) {
        this.server = server;
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "bytes";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        List<Variant> variants =
                List.of(Variant.none(), Variant.noneAgain(), Variant.observing(), Variant.everything());
        List<String> header = new ArrayList<>(List.of("JDK", "request"));
        variants.forEach(variant -> header.add(variant.name() + (header.size() == 2 ? "" : ", more")));
        Table table = new Table(header.toArray(new String[0]));
        for (Jdk jdk : jdks) {
            row(jdk, variants, "HttpURLConnection", "http", table);
            if (jdk.hasHttpClient()) {
                row(jdk, variants, "HttpClient", "http", table);
                row(jdk, variants, "HttpClient", "h2", table);
            }
        }
        List<String> lines = new ArrayList<>(
                List.of("Bytes a request with -Xint, of all Java threads; median of " + rounds + " forks.", ""));
        lines.addAll(table.lines());
        return lines;
    }

    private void row(Jdk jdk, List<Variant> variants, String client, String protocol, Table table) throws Exception {
        Figures bytes = new Figures();
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : variants) {
                bytes.of(variant).add(bytes(jdk, variant, client, protocol));
            }
        }
        double none = bytes.of(variants.get(0)).median();
        List<String> cells = new ArrayList<>(List.of("" + jdk.feature(), client + ", " + protocol));
        cells.add(Samples.number(none, 0));
        for (Variant variant : variants.subList(1, variants.size())) {
            cells.add(Samples.number(bytes.of(variant).median() - none, 0));
        }
        table.row(cells.toArray(new String[0]));
    }

    private double bytes(Jdk jdk, Variant variant, String client, String protocol) throws Exception {
        List<String> out = Fork.run(
                jdk,
                variant.plus("-Xint").plus(TestKeys.trustArguments().toArray(new String[0])),
                Place.WORKLOADS,
                "io.resetguard.bench.BenchWorkload",
                client,
                server.url(protocol),
                "1",
                "platform",
                WARM_UP_MILLIS,
                SPELL_MILLIS,
                "1");
        String spell = out.get(out.size() - 1);
        return Double.parseDouble(spell.substring(spell.lastIndexOf(' ') + 1));
    }
}
