package io.resetguard.it.soak;

import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Stream;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.ScriptedServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The origins, of which every few moments one is restarted on its port. Counts how often each POST without a key came
 * complete. Its own thread changes them; others ask when it has ended.
 */
final class SoakServers implements AutoCloseable {
    private static final int RESTARTED_EACH_MILLIS = 300;
    private static final int LONGEST_DOWN_MILLIS = 200;

    /** The body of a POST without a key begins so, with its id and a semicolon, where no head is read. */
    private static final String HTTP2_POST = "POST ";

    private final Mischief mischief;
    private final List<ScriptedServer> servers = new ArrayList<>();
    private final List<Http2ScriptedServer> http2Servers = new ArrayList<>();
    /** By path or id. */
    private final Map<String, List<String>> posts = new HashMap<>();

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread restarting;
    private long requests;
    private long http2Requests;
    private int restarts;

    /** {@code count} of them: one of ten for HTTP/2 over TLS, one without, two for https. */
    SoakServers(int count, boolean http2, long seed) {
        mischief = new Mischief(seed);
        for (int i = 0; i < count; i++) {
            switch (http2 ? i % 10 : Math.max(2, i % 10)) {
                case 0, 1 -> http2Servers.add(Http2ScriptedServer.start(i % 10 == 0, mischief::onStream));
                case 2, 3 -> servers.add(ScriptedServer.startTls(mischief));
                default -> servers.add(ScriptedServer.start(mischief));
            }
        }
        restarting = new Thread(this::restartAll, "restarts servers");
        restarting.setDaemon(true);
    }

    /** As the program takes them. */
    List<String> origins() {
        List<String> origins = new ArrayList<>();
        servers.forEach(server -> origins.add(server.url("")));
        http2Servers.forEach(server -> origins.add("h2:" + server.url("")));
        return origins;
    }

    /** From now on until the end, one after the other is restarted. */
    void startRestarting() {
        restarting.start();
    }

    private void restartAll() {
        try {
            while (!ended.await(RESTARTED_EACH_MILLIS, TimeUnit.MILLISECONDS)) {
                int i = mischief.next(servers.size() + http2Servers.size());
                if (i < servers.size()) {
                    restart(i);
                } else {
                    restartHttp2(i - servers.size());
                }
                restarts++;
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void restart(int i) throws InterruptedException {
        ScriptedServer before = servers.get(i);
        before.close();
        count(before);
        beDown();
        servers.set(i, before.again());
    }

    private void restartHttp2(int i) throws InterruptedException {
        Http2ScriptedServer before = http2Servers.get(i);
        before.close();
        count(before);
        beDown();
        http2Servers.set(i, before.again());
    }

    private void beDown() throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(mischief.next(LONGEST_DOWN_MILLIS)); // it is part of what is done to the client
    }

    private void count(ScriptedServer closed) {
        for (ReceivedRequest request : closed.received()) {
            requests++;
            boolean complete = request.header("content-length").equals(Long.toString(request.bodyBytes()));
            boolean repeatable = !request.header("idempotency-key").isEmpty();
            if (request.method().equals("POST") && complete && !repeatable) {
                posts.computeIfAbsent(request.path(), path -> new ArrayList<>()).add(request.toString());
            }
        }
    }

    private void count(Http2ScriptedServer closed) {
        http2Requests += closed.received().size();
        for (Http2Stream stream : closed.processed()) {
            if (stream.bodyStart().startsWith(HTTP2_POST)) {
                posts.computeIfAbsent(stream.bodyStart().split(";")[0], id -> new ArrayList<>())
                        .add(closed.url("") + " " + stream);
            }
        }
    }

    /** Ends the restarts and all servers, and counts what is left. */
    @Override
    public void close() {
        ended.countDown();
        try {
            restarting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        servers.forEach(ScriptedServer::close);
        http2Servers.forEach(Http2ScriptedServer::close);
        servers.forEach(this::count);
        http2Servers.forEach(this::count);
    }

    /** Paths of POSTs without a key that came complete more than once, and of whose first nobody said it was refused. */
    List<String> postsSentTwice() {
        return posts.entrySet().stream()
                .filter(post -> post.getValue().size() > 1)
                .map(post -> post.getKey() + " " + post.getValue())
                .sorted()
                .toList();
    }

    String figures() {
        return "servers: " + requests + " requests, " + http2Requests + " by HTTP/2, " + posts.size()
                + " different POSTs without a key, " + restarts + " restarts";
    }
}
