package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.util.ArrayList;
import java.util.List;

/** CPU time of a whole JVM, as it says itself just before it ends: no HTTP, and one request on each client. */
final class StartUpBench {

    private final Jdk jdk;
    private final String classPath;
    private final List<Variant> variants;
    private final int rounds;

    StartUpBench(Jdk jdk, String classPath, List<Variant> variants, int rounds) {
        this.jdk = jdk;
        this.classPath = classPath;
        this.variants = variants;
        this.rounds = rounds;
    }

    void run() throws Exception {
        measure("no HTTP", "none");
        measure("one HttpURLConnection GET", "HttpURLConnection");
        if (jdk.hasHttpClient()) {
            measure("one HttpClient GET", "HttpClient");
        }
    }

    private void measure(String what, String client) throws Exception {
        List<Samples> samples = new ArrayList<>();
        variants.forEach(variant -> samples.add(new Samples()));
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < variants.size(); i++) {
                String out = Fork.run(jdk, variants.get(i), classPath, "io.resetguard.bench.StartUpWorkload", client);
                samples.get(i).add(Double.parseDouble(out.trim()));
            }
        }
        System.out.println("  " + what);
        for (int i = 0; i < variants.size(); i++) {
            System.out.printf(
                    "    %-16s %s%n", variants.get(i).name(), samples.get(i).text(0));
        }
    }
}
