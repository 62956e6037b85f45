package io.resetguard.bench;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Paths;

/**
 * One request, or none; then on stdout: CPU and wall milliseconds until {@code main}, the same until the response, and
 * resident kilobytes; or, if asked, how many classes were loaded. Linux.
 */
public final class StartUpWorkload {
    private StartUpWorkload() {}

    /** Arguments: none, HttpURLConnection or HttpClient; when it was started, by the parent's nanoTime; times or classes. */
    public static void main(String[] arguments) throws Exception {
        double wallMain = (System.nanoTime() - Long.parseLong(arguments[1])) / 1e6;
        double cpuMain = cpuMillis();
        if (!arguments[0].equals("none")) {
            Requester.of(arguments[0], new KeepAliveServer().url()).request();
        }
        double wallFirst = (System.nanoTime() - Long.parseLong(arguments[1])) / 1e6;
        double cpuFirst = cpuMillis();
        if (arguments[2].equals("classes")) {
            System.out.println(ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount());
        } else {
            System.out.println(cpuMain + " " + wallMain + " " + cpuFirst + " " + wallFirst + " " + residentKilobytes());
        }
        // Not halt: what an agent does at the end counts, and an archive is written then.
        System.exit(0);
    }

    /** On-CPU time of each of the JVM's threads ({@code /proc/self/task/…/schedstat}, nanoseconds), added up. */
    private static double cpuMillis() throws IOException {
        long nanos = 0;
        for (String thread : new File("/proc/self/task").list()) {
            try {
                byte[] stat = Files.readAllBytes(Paths.get("/proc/self/task", thread, "schedstat"));
                nanos += Long.parseLong(new String(stat, StandardCharsets.US_ASCII).split(" ")[0]);
            } catch (NoSuchFileException ended) {
                // Between the list and the look: what it used, not much, is not seen any more.
            }
        }
        return nanos / 1e6;
    }

    private static String residentKilobytes() throws IOException {
        for (String line : Files.readAllLines(Paths.get("/proc/self/status"))) {
            if (line.startsWith("VmRSS:")) {
                return line.replaceAll("\\D", "");
            }
        }
        return "0";
    }
}
