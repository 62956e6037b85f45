package io.resetguard.it.wire;

import static io.resetguard.it.support.SocketEffect.*;
import static io.resetguard.it.wire.Expectation.sent;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Ways in which an application sends: threads, executors, cancelling, interrupting; and a pool of stale connections. */
final class ModeCourses {
    private static final String FAILED = ".*(Connection reset|received no bytes).*";

    private ModeCourses() {}

    static Stream<Course> of(Client client) {
        Stream<Course> own = client == Client.HTTP_CLIENT ? httpClient() : urlConnection();
        return Stream.concat(own, Stream.of(interrupted(client), stale(client)));
    }

    private static Stream<Course> httpClient() {
        Request post = Request.of("POST");
        EventRule surfaced = SendsTold.surfaced(1, reset());
        Expectation once = sent(1).connected(1).gets(FAILED).tells(surfaced);
        Stream<Course> modes = Stream.of(
                        post.with("mode", "async"),
                        post.with("executor", "user"),
                        post.with("mode", "async").with("executor", "user"),
                        post.with("mode", "async").with("read", "stream"))
                .map(request -> to(Client.HTTP_CLIENT, "RST: " + request, request, once, RESET_BEFORE_RESPONSE));
        Stream<Course> virtual = Stream.of(post.with("mode", "virtual"), post.with("executor", "virtual"))
                .map(request -> to(Client.HTTP_CLIENT, "RST: " + request, request, once, RESET_BEFORE_RESPONSE)
                        .since(21));
        Request stream = Request.of("GET").with("read", "stream");
        Expectation cut = sent(1).connected(1).gets("200/4 IOException: .*");
        Stream<Course> bodies = Stream.of(stream, stream.with("mode", "async"))
                .flatMap(request -> Stream.of(
                        to(
                                Client.HTTP_CLIENT,
                                "RST in the body: " + request,
                                request,
                                cut.tells(EventRule.truncated("rst")),
                                RESET_IN_BODY),
                        to(
                                Client.HTTP_CLIENT,
                                "FIN in the body: " + request,
                                request,
                                cut.tells(EventRule.truncated("eof")),
                                CLOSE_IN_BODY),
                        to(
                                Client.HTTP_CLIENT,
                                "RST in a chunked body: " + request,
                                request,
                                cut.tells(EventRule.truncated("rst")),
                                RESET_IN_CHUNKED_BODY)));
        Request cancelled = Request.of("POST").with("cancelAfterMs", 200);
        Stream<Course> ours = Stream.of(
                to(
                        Client.HTTP_CLIENT,
                        "cancelled",
                        cancelled,
                        ours(sent(1).connected(1).gets(".*CancellationException.*")),
                        STALL),
                to(
                        Client.HTTP_CLIENT,
                        "timeout: async",
                        post.with("mode", "async").with("timeoutMs", 300),
                        sent(1).connected(1).gets(".*HttpTimeoutException.*"),
                        STALL));
        return Stream.of(modes, virtual, bodies, ours).flatMap(rows -> rows);
    }

    private static Stream<Course> urlConnection() {
        Client client = Client.HTTP_URL_CONNECTION;
        Request streamed = Request.of("POST").with("streaming", "fixed");
        return Stream.of(
                to(
                                client,
                                "RST: virtual thread",
                                streamed.with("thread", "virtual"),
                                sent(1).connected(1).gets(FAILED).tells(SendsTold.surfaced(1, reset())),
                                RESET_BEFORE_RESPONSE)
                        .since(21),
                to(
                        client,
                        "disconnect() from another thread",
                        streamed.with("cancelAfterMs", 200),
                        sent(1).connected(1).gets("SocketException: Socket closed.*"),
                        STALL),
                to(
                        client,
                        "timeout: streamed POST",
                        streamed.with("timeoutMs", 300),
                        sent(1).connected(1).gets("SocketTimeoutException: .*"),
                        STALL));
    }

    private static EventPattern reset() {
        return EventPattern.peerReset(".*", "await_response", "rst");
    }

    /** JDK 11 lets go of the caller only: the exchange goes on, and the server's end at the end of the scene meets it. */
    private static Expectation ours(Expectation expected) {
        return expected.until(15, jdk -> jdk.tells(EventRule.atLeast()));
    }

    /** An interrupt ends a call of HttpClient, and one of HttpURLConnection only on a virtual thread. */
    private static Course interrupted(Client client) {
        Request request = Request.of("GET").with("timeoutMs", 3000);
        return Course.of(
                client,
                "interrupted",
                scene -> {
                    ScriptedServer server = scene.server(STALL.step());
                    int id = scene.start(server, request);
                    server.awaitRequests(1);
                    scene.interrupt(id);
                    return Seen.of(server.received().size(), server.connections(), scene.await(id));
                },
                ours(sent(1).connected(1).gets("InterruptedException: .*", "SocketTimeoutException: Read timed out")));
    }

    /** Three pooled connections that the server has given up: the oldest is used first, or the newest. */
    private static Course stale(Client client) {
        EventPattern reset = reset().with("connection_reused", "true").with("connection_requests", "2");
        Expectation expected = client == Client.HTTP_URL_CONNECTION
                ? sent(5).connected(4).gets("(200/100 \\| ){3}200/100").tells(SendsTold.hidden(2, reset))
                : sent(5).connected(3)
                        .gets("(200/100 \\| ){3}" + FAILED)
                        .tells(SendsTold.surfaced(2, reset))
                        .from(26, jdk -> jdk.sentInstead(7)
                                .connected(4)
                                .gets("(200/100 \\| ){3}200/100")
                                .tells(SendsTold.hidden(4, reset)));
        return stale(client, expected);
    }

    static Course stale(Client client, Expectation expected) {
        return stale(client, expected, () -> {});
    }

    static Course stale(Client client, Expectation expected, Runnable before) {
        Script script = request -> (request.onConnection() > 1 ? RESET_BEFORE_RESPONSE : RESPOND).step();
        return Course.of(
                client,
                "three stale connections and a GET",
                scene -> pooledThenSent(scene, scene.server(afterAll(3, script)), 3, Request.of("GET"), before),
                expected);
    }

    /** A GET, once so many connections are in the pool. */
    static Course pooled(Client client, String name, int pooled, Supplier<Script> script, Expectation expected) {
        return Course.of(
                client,
                name,
                scene -> {
                    ScriptedServer server = scene.server(afterAll(pooled, script.get()));
                    return pooledThenSent(scene, server, pooled, Request.of("GET"), () -> {});
                },
                expected);
    }

    /** What comes of a request, once so many connections are in the pool, and something was done then. */
    static Seen pooledThenSent(Scene scene, ScriptedServer server, int pooled, Request request, Runnable then) {
        Request warmUp = request.with("method", "GET").with("name", "warm-up").with("streaming", "none");
        List<Result> results = new ArrayList<>(scene.parallel(server, warmUp, pooled));
        then.run();
        results.add(scene.send(server, request));
        return Seen.of(server.received().size(), server.connections(), results.toArray(Result[]::new));
    }

    /** The script, and before it answers that so many connections are open at the same time. */
    static Script afterAll(int pooled, Script then) {
        CountDownLatch all = new CountDownLatch(pooled);
        return request -> afterAll(request, all, then);
    }

    /** The first request on each connection is answered when so many connections have one. */
    static ServerStep afterAll(ReceivedRequest request, CountDownLatch all, Script script) {
        if (request.onConnection() == 1 && all.getCount() > 0) {
            all.countDown();
            try {
                if (!all.await(10, TimeUnit.SECONDS)) {
                    throw new AssertionError("not so many connections");
                }
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        return script.onRequest(request);
    }

    private static Course to(
            Client client, String name, Request request, Expectation expected, SocketEffect... effects) {
        return Course.of(
                client,
                name,
                scene -> {
                    ScriptedServer server = scene.server(
                            Stream.of(effects).map(SocketEffect::step).toArray(ServerStep[]::new));
                    Result result = scene.send(server, request);
                    return Seen.of(server.received().size(), server.connections(), result);
                },
                expected);
    }
}
