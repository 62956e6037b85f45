package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Whether a healthy request gets dearer while connections, origins or threads become more. */
final class GrowthBench implements Part {
    private static final String MEASURED_MILLIS = "600";

    /** The last of the first is what fits into the 20,000 files that one process may open here. */
    private static final List<Axis> AXES = List.of(
            new Axis("live connections", List.of(10, 100, 1_000, 5_000, 19_000)),
            new Axis("origins", List.of(1, 10, 100, 1_000)),
            new Axis("threads", List.of(1, 10, 50, 200)));

    /** What grows, and where it is measured. */
    private record Axis(String title, List<Integer> points) {
        String word() {
            return title.substring(title.indexOf(' ') + 1);
        }
    }

    private final ServerJvm server;
    private final int rounds;

    GrowthBench(ServerJvm server, int rounds) {
        this.server = server;
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        List<String> lines = new ArrayList<>(List.of(
                "µs of CPU for a healthy request, and KB of heap more than at the first point; medians of " + rounds
                        + " rounds, on the newest of the JDKs.",
                ""));
        Jdk jdk = jdks.get(jdks.size() - 1);
        for (Axis axis : AXES) {
            for (String client : List.of("HttpURLConnection", "HttpClient")) {
                if ((jdk.hasHttpClient() || client.equals("HttpURLConnection"))
                        && chosen.has("growth/" + axis.word() + "/" + client)) {
                    lines.addAll(measure(jdk, axis, client));
                }
            }
        }
        return lines;
    }

    private List<String> measure(Jdk jdk, Axis axis, String client) throws Exception {
        List<Variant> variants = List.of(Variant.none(), Variant.observing(), Variant.everything());
        Figures[] micros = new Figures[axis.points.size()];
        Figures[] heap = new Figures[axis.points.size()];
        for (int i = 0; i < micros.length; i++) {
            micros[i] = new Figures();
            heap[i] = new Figures();
        }
        for (int round = 0; round < rounds; round++) {
            for (Variant variant : variants) {
                List<GrowthPoint> points = run(jdk, axis, client, variant);
                for (int i = 0; i < micros.length; i++) {
                    micros[i].of(variant).add(points.get(i).cpuNanos() / 1_000);
                    heap[i].of(variant)
                            .add((points.get(i).heapBytes() - points.get(0).heapBytes()) / 1024);
                }
            }
        }
        Table table = new Table(
                client + ": " + axis.title,
                "no agent",
                "observing",
                "everything on",
                "KB",
                "KB observing",
                "KB everything on");
        for (int i = 0; i < micros.length; i++) {
            List<String> cells = new ArrayList<>(List.of(Samples.number(axis.points.get(i), 0)));
            for (Variant variant : variants) {
                cells.add(Samples.number(micros[i].of(variant).median(), 1));
            }
            for (Variant variant : variants) {
                cells.add(Samples.number(heap[i].of(variant).median(), 0));
            }
            table.row(cells.toArray(new String[0]));
        }
        Chart chart = new Chart("growth-" + axis.word() + "-" + client, client, axis.title, "µs CPU a request");
        for (Variant variant : variants) {
            chart.line(
                    variant.name(),
                    axis.points,
                    IntStream.range(0, micros.length)
                            .mapToDouble(i -> micros[i].of(variant).median())
                            .toArray());
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(chart.write());
        lines.add("");
        return lines;
    }

    private List<GrowthPoint> run(Jdk jdk, Axis axis, String client, Variant variant) throws Exception {
        List<String> arguments = new ArrayList<>(
                List.of("io.resetguard.bench.GrowthWorkload", client, server.url(), axis.word(), MEASURED_MILLIS));
        axis.points.forEach(point -> arguments.add("" + point));
        Variant large =
                variant.plus("-Xmx2g", "-Dhttp.maxConnections=30000", "-Djdk.httpclient.keepalive.timeout=1200");
        return Fork.run(jdk, large, Place.WORKLOADS, arguments.toArray(new String[0])).stream()
                .map(GrowthPoint::parse)
                .toList();
    }

    /** One value, and what it came to. */
    private record GrowthPoint(double cpuNanos, double heapBytes) {
        static GrowthPoint parse(String line) {
            String[] words = line.split(" ");
            return new GrowthPoint(Double.parseDouble(words[2]), Double.parseDouble(words[4]));
        }
    }
}
