package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What it takes to start: without HTTP, and with one request on each client. */
final class StartUpBench implements Part {
    /** {@code -XX:ArchiveClassesAtExit}. */
    private static final int APP_CDS_FROM = 13;

    private final int rounds;

    StartUpBench(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "start-up";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "Milliseconds until `main` / until the response was read / until the end; medians of " + rounds
                        + " rounds, peers one round, and only on the first JDK from 17 on. More: than with an agent that does nothing, in the same round,"
                        + " until the end, median [least .. most].",
                ""));
        Path jar = WorkloadJar.pack();
        for (Jdk jdk : jdks) {
            Table table =
                    new Table("JDK " + jdk.feature(), "agent", "CPU ms", "CPU ms more", "wall ms", "RSS MB", "classes");
            for (String client : List.of("none", "HttpURLConnection", "HttpClient")) {
                if (client.equals("HttpClient") && !jdk.hasHttpClient()) {
                    continue;
                }
                if (chosen.has("start-up/default/" + client)) {
                    measure(jdk, jar, client, null, table);
                }
                if (jdk.feature() >= APP_CDS_FROM && chosen.has("start-up/AppCDS/" + client)) {
                    measure(jdk, jar, client, Archive.make(jdk, jar, client), table);
                }
            }
            lines.addAll(table.lines());
            lines.add("");
        }
        return lines;
    }

    private void measure(Jdk jdk, Path jar, String client, @Nullable Path archive, Table table) throws Exception {
        List<Variant> variants =
                new ArrayList<>(List.of(Variant.none(), Variant.empty(), Variant.observing(), Variant.everything()));
        if (archive == null && jdk.equals(Jdks.few().findFirst().orElseThrow())) {
            variants.addAll(Variant.peers());
        }
        StartUpFigures figures = new StartUpFigures();
        for (int round = 0; round < rounds; round++) {
            StartUp empty = null;
            for (Variant variant : variants) {
                if (round == 0 || !variant.isPeer()) {
                    Variant archived = archive == null ? variant : variant.plus("-XX:SharedArchiveFile=" + archive);
                    StartUp startUp = Starting.once(jdk, archived, jar, client);
                    empty = variant.name().equals("empty agent") ? startUp : empty;
                    figures.add(variant, startUp, empty);
                }
            }
        }
        String title =
                (client.equals("none") ? "no HTTP" : "one " + client + " GET") + (archive == null ? "" : ", AppCDS");
        for (Variant variant : variants) {
            Variant archived = archive == null ? variant : variant.plus("-XX:SharedArchiveFile=" + archive);
            figures.row(
                    table,
                    variant.equals(variants.get(0)) ? title : "",
                    variant,
                    Starting.classes(jdk, archived, jar, client));
        }
    }
}
