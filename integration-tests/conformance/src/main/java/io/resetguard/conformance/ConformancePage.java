package io.resetguard.conformance;

import java.util.List;
import java.util.stream.Collectors;

/** docs/conformance.md. */
final class ConformancePage {
    private ConformancePage() {}

    static String text(List<Compared> all) {
        return """
                # Other people's tests

                Written by `mvn -q -Pconformance verify`. The test suites that other people publish for libraries over the
                JDK's two clients, each run in JVMs of its own: without the agent, with the agent observing, and with
                everything on (`mode=guard`, `retry=idempotent`, `retry.fresh=true`, `prevent=on`, and `jdk-resend=keep`,
                for the block's purpose is to make requests fail). Compared test by test, with the text of what failed.
                A difference counts unless the test comes to this or that without the agent too (three more runs tell);
                such tests are in the column "flaky". "Requests" is what the agent saw: where it had seen none, the
                comparison would say nothing, and the command would fail. It does too on a fault of the agent's own.

                | suite | client | JDK | agent | tests | passed | failed | skipped | different | flaky | requests |
                |---|---|---|---|---|---|---|---|---|---|---|
                """
                + all.stream().map(row -> row(row) + "\n").collect(Collectors.joining())
                + """

                Tests that fail do so without the agent as well, with the same text. Those of OpenFeign ask for what `HttpClient` has
                not (a reason phrase, gzip; from some release on, no `Content-Length` of a PATCH without a body), for TLS as JDK 27 has
                switched it off, and for a newer AssertJ. Skipped are those that the suite itself leaves out.
                """;
    }

    static String row(Compared row) {
        SuiteRun run = row.run();
        return "| " + row.suite().title() + " | `" + row.suite().client() + "` | " + row.jdk() + " | "
                + row.mode().title
                + " | " + row.tests() + " | " + run.count("SUCCESSFUL") + " | " + run.count("FAILED") + " | "
                + (run.count("skipped") + run.count("ABORTED")) + " | "
                + row.different().size() + " | "
                + row.flaky().size() + " | " + run.requests() + " |";
    }
}
