package io.resetguard.it.harmless;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2ScriptedServer;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.ProxyEffect;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Result;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedProxy;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.util.LinkedHashMap;
import java.util.Map;

/** A few requests that together go through every hook of a client; what the application and the server saw of each. */
final class FaultScenes {
    private static final Request GET = Request.of("GET");
    private static final Request POST = Request.of("POST");
    private static final ServerStep OK = SocketEffect.RESPOND.step();
    private static final ServerStep RESET = SocketEffect.RESET_BEFORE_RESPONSE.step();

    private final Workload workload;
    private final Map<String, String> seen = new LinkedHashMap<>();

    private FaultScenes(Workload workload) {
        this.workload = workload;
    }

    /** By the scene's name: the results, and how many requests were received on how many connections. */
    static Map<String, String> play(Workload workload, Client client) {
        FaultScenes scenes = new FaultScenes(workload);
        scenes.common();
        if (client == Client.HTTP_URL_CONNECTION) {
            scenes.urlConnection();
        } else {
            scenes.httpClient();
        }
        return scenes.seen;
    }

    private void common() {
        plain("healthy", Script.requests(OK), GET, POST);
        plain("reset, sent again by the JDK", Script.requests(OK, RESET, OK), GET, GET);
        plain("reset, surfaced", Script.requests(OK, RESET), POST.with("streaming", "chunked"), POST);
        plain("truncated", Script.requests(SocketEffect.RESET_IN_BODY.step()), GET);
        plain(
                "100 Continue",
                Script.requests(SocketEffect.CONTINUE_100.step()),
                POST.with("expectContinue").with("streaming", "fixed"));
        tls("https", Script.requests(OK), GET, GET);
        tls("reset in the handshake", Script.connections(SocketEffect.RESET_IN_TLS_HANDSHAKE), GET);
    }

    private void urlConnection() {
        ScriptedServer nobody = ScriptedServer.start(Script.requests(OK));
        nobody.close();
        seen.put("refused", brief(GET.with("url", nobody.url("/"))));
        try (ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESET_DURING_UPLOAD.step()))) {
            // Which exception it is depends on how far the client has come.
            Request upload = POST.with("streaming", "fixed").with("body", 8_000_000);
            Result result = workload.send(upload.with("url", server.url("/")));
            seen.put("upload reset", (result.failed() ? "failed" : result.brief()) + seen(server));
        }
        plain(
                "buffered upload reset",
                Script.requests(SocketEffect.RESET_DURING_UPLOAD.step()),
                POST.with("body", 8_000_000));
        try (ScriptedServer server = ScriptedServer.startTls(Script.requests(OK));
                ScriptedProxy proxy = ScriptedProxy.start(ProxyEffect.FORWARD)) {
            Request through = GET.with("url", server.url("/")).with("proxy", proxy.address());
            seen.put("tunnel", brief(through) + seen(server));
        }
    }

    private void httpClient() {
        plain("async", Script.requests(OK), GET.with("mode", "async"));
        http2("h2", POST.with("body", 10), Http2Effect.RESPOND.step());
        try (Http2ScriptedServer server = Http2ScriptedServer.startTls(Http2Effect.RESPOND.step())) {
            Request h2 = GET.with("version", 2);
            seen.put("h2, twice", briefs(server.url("/"), h2, h2) + "; connections: " + server.connections());
        }
        http2("h2 RST_STREAM", GET, Http2Effect.RST_STREAM.step(Http2Step.CANCEL));
        http2("h2 RST_STREAM in the body", GET, Http2Effect.RST_STREAM_IN_BODY.step(Http2Step.CANCEL));
        http2("h2 GOAWAY", GET, Http2Effect.GOAWAY.step(), Http2Effect.RESPOND.step());
        http2("h2 reset in the body", GET, Http2Effect.RESET_IN_BODY.step());
    }

    private void plain(String name, Script script, Request... requests) {
        try (ScriptedServer server = ScriptedServer.start(script)) {
            seen.put(name, briefs(server.url("/"), requests) + seen(server));
        }
    }

    private void tls(String name, Script script, Request... requests) {
        try (ScriptedServer server = ScriptedServer.startTls(script)) {
            seen.put(name, briefs(server.url("/"), requests) + seen(server));
        }
    }

    private void http2(String name, Request request, Http2Step... steps) {
        try (Http2ScriptedServer server = Http2ScriptedServer.startTls(steps)) {
            String results = briefs(server.url("/"), request.with("version", 2));
            seen.put(name, results + "; requests: " + server.received().size());
        }
    }

    private String briefs(String url, Request... requests) {
        StringBuilder all = new StringBuilder();
        for (Request request : requests) {
            all.append(all.length() == 0 ? "" : ", ").append(brief(request.with("url", url)));
        }
        return all.toString();
    }

    /** Without the port, and with one name for the several ways in which a kernel says that a reset came. */
    private String brief(Request request) {
        return workload.send(request)
                .brief()
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1")
                .replaceAll("(Connection reset|Broken pipe)( by peer)?( \\(\\w+ failed\\))?", "Connection reset");
    }

    private static String seen(ScriptedServer server) {
        return "; requests: " + server.received().size() + " connections: " + server.connections();
    }
}
