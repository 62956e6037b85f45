package io.resetguard.bench;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;

/** One request, or none, then the CPU milliseconds that the whole JVM has used, on stdout. Linux. */
public final class StartUpWorkload {

    private StartUpWorkload() {}

    /** Argument: none, HttpURLConnection or HttpClient. */
    public static void main(String[] arguments) throws Exception {
        String client = arguments[0];
        if (client.equals("HttpURLConnection")) {
            HttpURLConnection connection = (HttpURLConnection) new URL(new KeepAliveServer().url()).openConnection();
            try (InputStream in = connection.getInputStream()) {
                int first = in.read();
                if (first < 0) {
                    throw new IOException("no answer");
                }
            }
        } else if (client.equals("HttpClient")) {
            Class.forName("io.resetguard.bench.HttpClientRequester")
                    .asSubclass(BenchWorkload.Requester.class)
                    .getConstructor(String.class)
                    .newInstance(new KeepAliveServer().url())
                    .request();
        }
        System.out.println(cpuMillis());
        Runtime.getRuntime().halt(0);
    }

    /** On-CPU time of each of the JVM's threads ({@code /proc/self/task/…/schedstat}, nanoseconds), added up. */
    private static double cpuMillis() throws IOException {
        long nanos = 0;
        String[] threads = new File("/proc/self/task").list();
        for (String thread : threads) {
            byte[] stat = Files.readAllBytes(Paths.get("/proc/self/task", thread, "schedstat"));
            nanos += Long.parseLong(new String(stat, StandardCharsets.US_ASCII).split(" ")[0]);
        }
        return nanos / 1e6;
    }
}
