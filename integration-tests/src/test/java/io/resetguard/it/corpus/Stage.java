package io.resetguard.it.corpus;

import io.resetguard.it.real.NetworkNamespace;
import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.Workload;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Where one case is played: a client in a JVM of its own, with the agent, and the servers that the case asks for. */
final class Stage implements AutoCloseable {
    /** Longer than any idle time that is no sign. */
    static final long IDLE_MILLIS = 1_300;

    final Jdk jdk;
    final Client client;
    final Path folder;
    private final Events events;
    private final List<String> jvmArguments = new ArrayList<>();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private List<String> startedBy = List.of();
    private @Nullable Workload workload;

    Stage(Jdk jdk, Client client, Path folder) {
        this.jdk = jdk;
        this.client = client;
        this.folder = folder;
        this.events = new Events(folder.resolve("events.jsonl"));
    }

    /** A scripted server, up to the end of the case. */
    ScriptedServer serve(Script script) {
        return until(ScriptedServer.start(script));
    }

    /** As {@link #serve}, over TLS. */
    ScriptedServer serveTls(Script script) {
        return until(ScriptedServer.startTls(script));
    }

    /** An HTTP/2 server with the n-th step for the n-th request. */
    Http2ScriptedServer serveH2(Http2Step... steps) {
        return until(Http2ScriptedServer.startTls(steps));
    }

    /** Is closed at the end of the case. */
    <T extends AutoCloseable> T until(T what) {
        opened.push(what);
        return what;
    }

    /** For the client's JVM, before its first request. */
    void jvm(String... arguments) {
        jvmArguments.addAll(List.of(arguments));
    }

    /** A network of the case's own, for the client too: before its first request. */
    NetworkNamespace namespace() throws IOException {
        NetworkNamespace namespace = until(NetworkNamespace.create());
        startedBy = namespace.enter();
        return namespace;
    }

    /** The client. */
    Workload workload() {
        Workload its = workload;
        if (its == null) {
            ForkedJvm jvm = ForkedJvm.of(jdk)
                    .startedBy(startedBy)
                    .agent(events.option(), "log=off", "summary=false")
                    .jvm(jvmArguments.toArray(new String[0]));
            its = Workload.start(jvm, client);
            workload = its;
        }
        return its;
    }

    Result get(String url) {
        return send("GET", url);
    }

    Result send(String method, String url) {
        return workload().send(to(method, url));
    }

    Result send(Request request) {
        return workload().send(request);
    }

    /** Several requests of this kind, one after the other. */
    void gets(int count, String url) {
        for (int i = 0; i < count; i++) {
            get(url);
        }
    }

    static Request to(String method, String url) {
        return Request.of(method).with("url", url);
    }

    /** The client has nothing to do for a while: that is the case itself. */
    static void idle(long millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** As long as connections have to be idle to be stale. */
    static void idle() {
        idle(IDLE_MILLIS);
    }

    /**
     * The events of all ends, once the client has ended in order.
     *
     * @param expected whether there is to be one: the JDK may give the application its exception before its own threads
     *     come to where it is noticed
     */
    List<EventLine> ends(boolean expected) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
        while (expected && read().stream().noneMatch(Judged::isJudged) && System.nanoTime() < end) {
            idle(25);
        }
        if (workload != null) {
            workload.quit();
        }
        return read();
    }

    private List<EventLine> read() {
        return events.read().stream()
                .filter(event -> event.event().matches("peer_reset|truncated_body"))
                .toList();
    }

    @Override
    public void close() {
        if (workload != null) {
            workload.close();
        }
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
