package io.resetguard.conformance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;

/**
 * A suite in one mode, beside itself without the agent.
 *
 * @param tests how many there are
 * @param different those that came to something else, though without the agent they always come to the same
 * @param flaky those that come to this or that without the agent too
 */
record Compared(
        Suite suite, String jdk, Mode mode, SuiteRun run, int tests, List<String> different, List<String> flaky) {
    private static final int MORE_RUNS = 3;

    static Compared of(Suite suite, Path jdk, String release, Mode mode, SuiteRun bare, Path agent)
            throws IOException, InterruptedException {
        SuiteRun run = SuiteRun.of(suite, jdk, mode, agent);
        List<String> different = different(bare, run);
        TreeSet<String> flaky = new TreeSet<>();
        for (int i = 0; i < MORE_RUNS && !flaky.containsAll(different); i++) {
            flaky.addAll(different(bare, SuiteRun.of(suite, jdk, Mode.WITHOUT, agent)));
        }
        flaky.retainAll(different);
        List<String> left = different.stream()
                .filter(test -> !flaky.contains(test))
                .map(test -> test + "\n    without: " + bare.results().get(test) + "\n    " + mode.title + ": "
                        + run.results().get(test))
                .toList();
        return new Compared(suite, release, mode, run, bare.results().size(), left, List.copyOf(flaky));
    }

    /** Whether it says something, and nothing bad. */
    boolean isGood() {
        return different.isEmpty() && tests > 0 && run.requests() > 0 && run.faults() == 0;
    }

    private static List<String> different(SuiteRun left, SuiteRun right) {
        TreeSet<String> all = new TreeSet<>(left.results().keySet());
        all.addAll(right.results().keySet());
        return all.stream()
                .filter(test -> !Objects.equals(
                        left.results().get(test), right.results().get(test)))
                .toList();
    }
}
