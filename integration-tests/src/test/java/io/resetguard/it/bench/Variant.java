package io.resetguard.it.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One column of a comparison.
 *
 * @param name as the tables call it
 * @param jvmArguments that make it
 * @param isPeer whether it is somebody else's agent
 */
record Variant(String name, List<String> jvmArguments, boolean isPeer) {
    static Variant none() {
        return of("no agent");
    }

    /** The noise: what it differs by from {@link #none}, nothing is the cause of. */
    static Variant noneAgain() {
        return of("no agent again");
    }

    /** What {@code -javaagent} itself costs. */
    static Variant empty() throws Exception {
        return of("empty agent", "-javaagent:" + EmptyAgent.jar());
    }

    static Variant observing() {
        return of("observing", "-javaagent:" + Place.AGENT);
    }

    /** Guarding, what is not safe by itself besides, and each event into a file. */
    static Variant everything() {
        return of(
                "everything on",
                "-javaagent:" + Place.AGENT + "=mode=guard,retry.fresh=true,events="
                        + Place.SCRATCH.resolve("events-%p.jsonl"));
    }

    /** As quiet as they can be told to be: no exporter, no backend, no telemetry of their own. */
    static List<Variant> peers() {
        return List.of(
                peer(
                        "OpenTelemetry",
                        "opentelemetry",
                        "otel.traces.exporter=none otel.metrics.exporter=none" + " otel.logs.exporter=none"),
                peer(
                        "Elastic",
                        "elastic",
                        "elastic.apm.disable_send=true elastic.apm.central_config=false"
                                + " elastic.apm.cloud_provider=NONE elastic.apm.log_level=ERROR"),
                peer(
                        "Datadog",
                        "datadog",
                        "dd.trace.agent.url=http://127.0.0.1:1"
                                + " dd.instrumentation.telemetry.enabled=false dd.remote_config.enabled=false"
                                + " dd.profiling.enabled=false dd.crashtracking.enabled=false"
                                + " datadog.slf4j.simpleLogger.defaultLogLevel=off"));
    }

    /** These and the peers. */
    static List<Variant> withPeers(Variant... variants) {
        return Stream.concat(Stream.of(variants), peers().stream()).toList();
    }

    Variant named(String newName) {
        return new Variant(newName, jvmArguments, isPeer);
    }

    Variant plus(String... more) {
        List<String> all = new ArrayList<>(jvmArguments);
        all.addAll(List.of(more));
        return new Variant(name, all, isPeer);
    }

    private static Variant of(String name, String... arguments) {
        return new Variant(name, List.of(arguments), false);
    }

    private static Variant peer(String name, String jar, String properties) {
        Path path = Place.PEERS.resolve(jar + ".jar");
        if (!Files.exists(path)) {
            throw new IllegalStateException("the build has not fetched " + path);
        }
        List<String> arguments = new ArrayList<>(List.of("-javaagent:" + path));
        Stream.of(properties.split(" ")).map(property -> "-D" + property).forEach(arguments::add);
        return new Variant(name, arguments, true);
    }
}
