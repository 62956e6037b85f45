package io.resetguard.it.real;

import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.Workload;
import java.util.ArrayList;
import java.util.List;

/** Plays all scenes with one library in one JVM, each against a server of its own. */
final class LibraryRun {
    /**
     * What came of a scene.
     *
     * @param scene that was played
     * @param results what the application got, one for each of its requests
     * @param received the methods of the requests that the server received, in order
     * @param connections how many it accepted
     */
    record Seen(LibraryScene scene, List<String> results, List<String> received, int connections) {}

    private LibraryRun() {}

    /** What was seen, a scene each; the JVM has ended by itself, so all events are written. */
    static List<Seen> play(Library library, Jdk jdk, Run run, Events events) {
        try (Workload workload = library.start(run.jvm(jdk, events))) {
            List<Seen> seen = LibraryScene.ALL.stream()
                    .map(scene -> play(scene, workload))
                    .toList();
            ForkedJvm.Output output = workload.quit();
            if (output.exitCode() != 0) {
                throw new AssertionError("the JVM ended with " + output);
            }
            return seen;
        }
    }

    private static Seen play(LibraryScene scene, Workload workload) {
        try (ScriptedServer server = ScriptedServer.start(request -> scene.step(request.number()))) {
            List<String> results = new ArrayList<>();
            for (Request request : scene.requests(server.url(scene.path()))) {
                results.add(describe(workload.send(request), server.port()));
            }
            return new Seen(
                    scene,
                    results,
                    server.received().stream().map(ReceivedRequest::method).toList(),
                    server.connections());
        }
    }

    /** Whole messages, but for the port, which differs from server to server. */
    private static String describe(Result result, int port) {
        String error = result.error().replace(":" + port, ":port");
        return (result.bytes() + " bytes " + result.sha() + " " + error).trim();
    }
}
