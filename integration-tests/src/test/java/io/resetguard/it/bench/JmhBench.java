package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.util.ArrayList;
import java.util.List;

/** The same request as JMH measures it: time and allocation, one thread and one for each processor; over loopback, one. */
final class JmhBench implements Part {
    private final int rounds;

    JmhBench(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        List<String> lines = new ArrayList<>(
                List.of("Means of 3 s after 2 s; median of " + rounds + " forks [least .. most], interleaved.", ""));
        for (Jdk jdk : jdks) {
            Table table = new Table("JDK " + jdk.feature(), "agent", "ns a request", "ns more", "bytes", "bytes more");
            for (int threads : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
                if (chosen.has("jmh/urlConnection/" + threads)) {
                    measure(jdk, "urlConnection", threads, table);
                }
            }
            if (jdk.hasHttpClient() && chosen.has("jmh/httpClient/1")) {
                measure(jdk, "httpClient", 1, table);
            }
            lines.addAll(table.lines());
            lines.add("");
        }
        return lines;
    }

    private void measure(Jdk jdk, String method, int threads, Table table) throws Exception {
        List<Variant> variants =
                List.of(Variant.none(), Variant.noneAgain(), Variant.observing(), Variant.everything());
        Figures nanos = new Figures();
        Figures bytes = new Figures();
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : variants) {
                JmhRun run = JmhRun.of(jdk, "HealthyRequest." + method, variant, "-wi", "2", "-t", "" + threads);
                nanos.of(variant).add(run.nanos());
                bytes.of(variant).add(run.bytes());
            }
        }
        Variant none = variants.get(0);
        for (Variant variant : variants) {
            table.row(
                    variant.equals(none) ? method + ", " + (threads == 1 ? "1 thread" : threads + " threads") : "",
                    variant.name(),
                    nanos.of(variant).text(0),
                    Samples.number(nanos.of(variant).median() - nanos.of(none).median(), 0),
                    bytes.of(variant).text(0),
                    Samples.number(bytes.of(variant).median() - bytes.of(none).median(), 0));
        }
    }
}
