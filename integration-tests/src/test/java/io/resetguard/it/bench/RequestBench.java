package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.util.ArrayList;
import java.util.List;

/** CPU time, throughput and allocation of a healthy request. */
final class RequestBench {

    private static final String[] LOAD = {"60000", "40000", "3"};

    private final Jdk jdk;
    private final String classPath;
    private final List<Variant> variants;
    private final int rounds;

    RequestBench(Jdk jdk, String classPath, List<Variant> variants, int rounds) {
        this.jdk = jdk;
        this.classPath = classPath;
        this.variants = variants;
        this.rounds = rounds;
    }

    void run() throws Exception {
        measure("HttpURLConnection");
        if (jdk.hasHttpClient()) {
            measure("HttpClient");
        }
    }

    private void measure(String client) throws Exception {
        List<Samples> ratios = new ArrayList<>();
        List<Samples> throughputs = new ArrayList<>();
        List<Samples> micros = new ArrayList<>();
        List<Samples> bytes = new ArrayList<>();
        Samples baseMicros = new Samples();
        Samples baseBytes = new Samples();
        variants.forEach(variant -> {
            ratios.add(new Samples());
            throughputs.add(new Samples());
            micros.add(new Samples());
            bytes.add(new Samples());
        });
        for (int round = 0; round < rounds; round++) {
            double[] base = least(client, variants.get(0));
            baseMicros.add(base[0] / 1_000);
            baseBytes.add(base[1]);
            for (int i = 1; i < variants.size(); i++) {
                double[] other = least(client, variants.get(i));
                ratios.get(i).add(other[0] / base[0]);
                micros.get(i).add((other[0] - base[0]) / 1_000);
                bytes.get(i).add(other[1] - base[1]);
                throughputs.get(i).add(base[2] / other[2]);
            }
        }
        System.out.printf("  %s: no agent %s µs CPU, %s bytes%n", client, baseMicros.text(1), baseBytes.text(0));
        for (int i = 1; i < variants.size(); i++) {
            System.out.printf(
                    "    %-16s CPU x %s  requests/s x %s  %s µs  %s bytes%n",
                    variants.get(i).name(),
                    ratios.get(i).text(2),
                    throughputs.get(i).text(2),
                    micros.get(i).text(2),
                    bytes.get(i).text(0));
        }
    }

    /** CPU nanoseconds, bytes and wall nanoseconds a request, of the round that used the least CPU. */
    private double[] least(String client, Variant variant) throws Exception {
        String out = Fork.run(
                jdk, variant, classPath, "io.resetguard.bench.BenchWorkload", client, LOAD[0], LOAD[1], LOAD[2]);
        double[] least = {Double.MAX_VALUE, 0, 0};
        for (String line : out.split("\n")) {
            String[] words = line.trim().split(" ");
            if (words[0].equals("round") && Double.parseDouble(words[2]) < least[0]) {
                least = new double[] {
                    Double.parseDouble(words[2]), Double.parseDouble(words[3]), Double.parseDouble(words[1])
                };
            }
        }
        return least;
    }
}
