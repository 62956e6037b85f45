package io.resetguard.it.harmless;

import io.resetguard.it.support.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A real agent that changes the same classes, and by what one sees that it did its work. */
enum PeerAgent {
    OPEN_TELEMETRY(
            "opentelemetry",
            "",
            "-Dotel.traces.exporter=none",
            "-Dotel.metrics.exporter=none",
            "-Dotel.logs.exporter=none") {
        @Override
        boolean didItsWork(ReceivedRequest healthy, Path folder) {
            return hasTrace(healthy);
        }
    },
    /** It passes a trace on only within one: each request of the workload is made to be one. */
    ELASTIC(
            "elastic",
            "",
            "-Delastic.apm.trace_methods=io.resetguard.workload.UrlConnectionWorkload#send,"
                    + "io.resetguard.workload.HttpClientWorkload#send",
            "-Delastic.apm.disable_send=true",
            "-Delastic.apm.central_config=false",
            "-Delastic.apm.cloud_provider=NONE",
            "-Delastic.apm.log_level=ERROR") {
        @Override
        boolean didItsWork(ReceivedRequest healthy, Path folder) {
            return hasTrace(healthy);
        }
    },
    DATADOG(
            "datadog",
            "",
            "-Ddd.trace.agent.url=http://127.0.0.1:1",
            "-Ddd.instrumentation.telemetry.enabled=false",
            "-Ddd.remote_config.enabled=false",
            "-Ddd.profiling.enabled=false",
            "-Ddd.crashtracking.enabled=false",
            "-Ddatadog.slf4j.simpleLogger.defaultLogLevel=off") {
        @Override
        boolean didItsWork(ReceivedRequest healthy, Path folder) {
            return hasTrace(healthy) && !healthy.header("x-datadog-trace-id").isEmpty();
        }
    },
    JACOCO("jacoco", "=destfile=FOLDER/jacoco.exec,includes=io.resetguard.workload.*") {
        @Override
        boolean didItsWork(ReceivedRequest healthy, Path folder) {
            try {
                String seen = Files.readString(folder.resolve("jacoco.exec"), StandardCharsets.ISO_8859_1);
                return seen.contains("io/resetguard/workload/Driver");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private final String jar;
    private final String options;
    /** Joined by spaces. */
    private final String arguments;

    PeerAgent(String jar, String options, String... arguments) {
        this.jar = jar;
        this.options = options;
        this.arguments = String.join(" ", arguments);
    }

    /** Of the JVM. */
    String[] arguments(Path folder) {
        String agent = "-javaagent:" + TestAgents.fetched(jar) + options.replace("FOLDER", folder.toString());
        return (agent + " " + arguments).split(" ");
    }

    /**
     * @param healthy the one that the server answered, as it came
     * @param folder of the run, after its JVM has ended
     */
    abstract boolean didItsWork(ReceivedRequest healthy, Path folder);

    private static boolean hasTrace(ReceivedRequest request) {
        return request.header("traceparent").matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[0-9a-f]");
    }
}
