package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.TestKeys;
import java.util.ArrayList;
import java.util.List;

/** What the hooks of a healthy request cost, without the request: nobody else's work is in the figure. */
final class HookBench implements Part {
    private final ServerJvm server;
    private final int rounds;

    HookBench(ServerJvm server, int rounds) {
        this.server = server;
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "hooks";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "Means of 3 s after 6 s, less what as many calls of what does nothing take; median of " + rounds
                        + " forks [least .. most].",
                ""));
        Table table = new Table(
                "JDK", "calls of a request with", "threads", "observing, ns", "bytes", "everything on, ns", "bytes");
        for (Jdk jdk : jdks) {
            for (RequestCell cell : RequestCell.all()) {
                if (cell.on(jdk) && cell.threads() == 1 && !cell.protocol().equals("https")) {
                    measure(jdk, cell, chosen, table);
                }
            }
        }
        lines.addAll(table.lines());
        return lines;
    }

    private void measure(Jdk jdk, RequestCell cell, Chosen chosen, Table table) throws Exception {
        String request = cell.client() + ", " + cell.protocol();
        for (int threads : new int[] {1, Runtime.getRuntime().availableProcessors()}) {
            if (chosen.has("hooks/" + cell.client() + "/" + cell.protocol() + "/" + threads)) {
                List<String> row = new ArrayList<>(List.of("" + jdk.feature(), request, "" + threads));
                for (Variant variant : List.of(Variant.observing(), Variant.everything())) {
                    Samples nanos = new Samples();
                    Samples bytes = new Samples();
                    for (int round = 0; round < rounds; round++) {
                        JmhRun none = run(jdk, cell, threads, variant, false);
                        JmhRun made = run(jdk, cell, threads, variant, true);
                        nanos.add(made.nanos() - none.nanos());
                        bytes.add(made.bytes() - none.bytes());
                    }
                    row.add(nanos.text(0));
                    row.add(bytes.text(0));
                }
                table.row(row.toArray(String[]::new));
            }
        }
    }

    private JmhRun run(Jdk jdk, RequestCell cell, int threads, Variant variant, boolean made) throws Exception {
        return JmhRun.of(
                jdk,
                "HookCalls.request",
                variant.plus(TestKeys.trustArguments().toArray(String[]::new)),
                "-wi",
                "6",
                "-t",
                "" + threads,
                "-p",
                "client=" + cell.client(),
                "-p",
                "url=" + server.url(cell.protocol()),
                "-p",
                "made=" + made);
    }
}
