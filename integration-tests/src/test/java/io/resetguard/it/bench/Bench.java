package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.util.List;

/**
 * What the agent costs: start-up and a healthy request, with it, without it, and with a second agent-less twin as the
 * noise floor; forks interleaved, medians, ratios and spread. Not a test: figures are for people.
 *
 * <p>{@code mvn -q -Pbench verify [-Djdks=home1:home2] [-Dbench.peer=/path/of/another/agent.jar]}
 */
public final class Bench {

    private Bench() {}

    /** Arguments: the agent's jar, class path of the workloads, interleaved rounds, a peer agent's jar or "none". */
    public static void main(String[] arguments) throws Exception {
        List<Variant> variants = Variant.all(arguments[0], arguments[3]);
        int rounds = Integer.parseInt(arguments[2]);
        for (Jdk jdk : Jdks.all().toList()) {
            System.out.println("JDK " + jdk.feature() + ", start-up: CPU ms of the whole JVM, median of " + rounds
                    + " [least .. most]");
            new StartUpBench(jdk, arguments[1], variants, rounds).run();
            if (jdk.feature() >= 13) { // -XX:ArchiveClassesAtExit
                System.out.println("JDK " + jdk.feature()
                        + ", 2,000 classes out of an AppCDS archive after the first request: wall ms, median of "
                        + rounds + " [least .. most]");
                new AppCdsBench(jdk, arguments[1], variants, rounds).run();
            }
            System.out.println("JDK " + jdk.feature()
                    + ", healthy keep-alive GET on loopback: ratio to no agent in the same round, of CPU and of"
                    + " requests a second, median [least .. most]; µs CPU and bytes a request more");
            new RequestBench(jdk, arguments[1], variants, rounds).run();
        }
    }
}
