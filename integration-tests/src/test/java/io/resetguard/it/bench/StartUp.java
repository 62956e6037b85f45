package io.resetguard.it.bench;

import java.util.List;

/**
 * One start, in milliseconds of CPU and of the clock.
 *
 * @param cpuMain the JVM's threads together, until {@code main}
 * @param wallMain since the parent began to start it
 * @param cpuFirst until the first response was read; until there would have been one where none is asked for
 * @param wallFirst the same
 * @param residentMegabytes then
 * @param cpuExit of the whole process, from its beginning to its end
 * @param wallExit the same
 */
record StartUp(
        double cpuMain,
        double wallMain,
        double cpuFirst,
        double wallFirst,
        double residentMegabytes,
        double cpuExit,
        double wallExit) {

    static StartUp parse(List<String> lines, double wallExit) {
        String[] words = lines.get(lines.size() - 3).split(" ");
        return new StartUp(
                Double.parseDouble(words[0]),
                Double.parseDouble(words[1]),
                Double.parseDouble(words[2]),
                Double.parseDouble(words[3]),
                Double.parseDouble(words[4]) / 1024,
                bashMillis(lines.get(lines.size() - 1)),
                wallExit);
    }

    /** {@code 0m0.123s 0m0.045s}: user and system. */
    private static double bashMillis(String times) {
        double millis = 0;
        for (String time : times.trim().split(" ")) {
            String[] minutesAndSeconds = time.replace("s", "").split("m");
            millis += 60_000 * Double.parseDouble(minutesAndSeconds[0])
                    + 1_000 * Double.parseDouble(minutesAndSeconds[1]);
        }
        return millis;
    }
}
