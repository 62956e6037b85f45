package io.resetguard.it.conform;

import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All whom the exercises talk to; the same ones in each run, so that ports and texts are the same. */
final class Peers implements AutoCloseable {
    private final AnsweringServer http = AnsweringServer.start();
    private final AnsweringServer https = AnsweringServer.startTls();
    private final AnsweringServer proxy = AnsweringServer.start();
    private final AnsweringServer lockedProxy = AnsweringServer.startProxyWithLock();
    private final ScriptedServer full = ScriptedServer.startNarrow(Script.requests(SocketEffect.STALL));
    private final Map<String, Http2ScriptedServer> http2 = new LinkedHashMap<>();
    private final Map<String, Integer> headsTaken = new LinkedHashMap<>();
    private final String refused;

    Peers() {
        full.fill();
        ScriptedServer gone = ScriptedServer.start(Script.requests(SocketEffect.STALL));
        refused = "127.0.0.1:" + gone.port();
        gone.close();
        http2.put("h2", Http2ScriptedServer.startTls(Http2Effect.RESPOND.step()));
        http2.put("h2c", Http2ScriptedServer.start(Http2Effect.RESPOND.step()));
        http2.put(
                "h2-stalling",
                Http2ScriptedServer.start(
                        true, stream -> (stream.streamId() == 1 ? Http2Effect.RESPOND : Http2Effect.STALL).step()));
        http2.put("h2-resetting", Http2ScriptedServer.startTls(Http2Effect.RST_STREAM.step(Http2Step.INTERNAL_ERROR)));
        http2.put("h2-pushing", Http2ScriptedServer.startTls(Http2Effect.RESPOND_PUSHING.step()));
    }

    /** What the programs are told of them. */
    String[] arguments(Path folder) {
        List<String> arguments = new ArrayList<>(List.of(
                "http=" + http.url(),
                "https=" + https.url(),
                "proxy=" + proxy.address(),
                "locked-proxy=" + lockedProxy.address(),
                "full=127.0.0.1:" + full.port(),
                "refused=" + refused,
                "dir=" + folder));
        http2.forEach(
                (name, server) -> arguments.add(name + "=" + server.url("").replaceAll("/$", "")));
        return arguments.toArray(String[]::new);
    }

    /** All requests since the last call of this, to the letter. The JVM that sent them has ended. */
    List<String> takeReceived() throws InterruptedException {
        List<String> all = new ArrayList<>();
        for (AnsweringServer server : List.of(http, https, proxy, lockedProxy)) {
            all.addAll(server.takeReceived());
        }
        http2.forEach((name, server) -> {
            List<byte[]> heads = server.heads();
            heads.stream().skip(headsTaken.getOrDefault(name, 0)).forEach(head -> all.add(name + head(head)));
            headsTaken.put(name, heads.size());
            int streams = headsTaken.getOrDefault(name + " bodies", 0);
            server.received().stream().skip(streams).forEach(stream -> all.add(name + " " + stream.bodyBytes()));
            headsTaken.put(name + " bodies", server.received().size());
        });
        return all;
    }

    /** A connection that is upgraded begins with a head of HTTP/1.1. */
    private static String head(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        return text.contains(" HTTP/1.1") ? " " + text : Http2Head.text(head);
    }

    @Override
    public void close() throws IOException {
        for (AnsweringServer server : List.of(http, https, proxy, lockedProxy)) {
            server.close();
        }
        full.close();
        http2.values().forEach(Http2ScriptedServer::close);
    }
}
