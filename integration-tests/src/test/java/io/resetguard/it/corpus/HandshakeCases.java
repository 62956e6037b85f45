package io.resetguard.it.corpus;

import static io.resetguard.it.support.SocketEffect.ALERT_IN_TLS_HANDSHAKE;
import static io.resetguard.it.support.SocketEffect.CLOSE_IN_TLS_HANDSHAKE;
import static io.resetguard.it.support.SocketEffect.PLAINTEXT_ON_TLS;
import static io.resetguard.it.support.SocketEffect.RESET_IN_TLS_HANDSHAKE;
import static io.resetguard.it.support.SocketEffect.RESPOND;
import static io.resetguard.it.support.SocketEffect.SERVE;

import io.resetguard.it.real.ServerProcess;
import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.List;

/** The connection stood, and TLS did not come about; or TLS and plain text met. */
final class HandshakeCases {
    private static final String TRUTH = "tls_handshake";
    private static final String SCHEME = "wrong_scheme_or_port";

    /** Answers HTTP, and closes what begins like a TLS handshake. */
    private static final String CLOSES_TLS =
            """
            const answer = 'HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok';
            require('net').createServer((socket) => {
              socket.on('error', () => {});
              socket.on('data', (bytes) => (bytes[0] === 22 ? socket.destroy() : socket.write(answer)));
            }).listen(Number(process.argv[2]), '127.0.0.1');
            """;

    private HandshakeCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "RST in each handshake",
                        TRUTH,
                        "scripted: RST upon ClientHello, three requests",
                        stage -> handshakes(stage, RESET_IN_TLS_HANDSHAKE, 3)),
                Case.of(
                        "FIN in each handshake",
                        TRUTH,
                        "scripted: FIN upon ClientHello, three requests",
                        stage -> handshakes(stage, CLOSE_IN_TLS_HANDSHAKE, 3)),
                Case.of(
                        "RST in some handshakes",
                        TRUTH,
                        "scripted: each second connection is reset upon ClientHello, the others are answered",
                        HandshakeCases::someHandshakes),
                Case.of(
                        "alert in the handshake",
                        Case.NO_EVENT,
                        "scripted: a fatal alert says why; the exception has it",
                        stage -> handshakes(stage, ALERT_IN_TLS_HANDSHAKE, 1)),
                Case.of(
                        "http to a TLS port",
                        SCHEME,
                        "scripted TLS server that ends what is no ClientHello; https to it works",
                        HandshakeCases::plainToTls),
                Case.of(
                                "http to Node.js's TLS port",
                                SCHEME,
                                "Node.js https server, asked with http://, twice",
                                HandshakeCases::plainToNode)
                        .unknownFor(
                                "it ends the connection without a byte, as for many reasons, and nothing else is asked"),
                Case.of(
                        "https to a port that closes what is not HTTP",
                        SCHEME,
                        "Node.js: plain http works; what begins with a ClientHello is closed",
                        HandshakeCases::tlsToPlain),
                Case.of(
                                "https to a plain nginx",
                                SCHEME,
                                "nginx answers 400 in plain text; in HttpURLConnection the SSLException says all there is",
                                HandshakeCases::tlsToNginx)
                        .being(HandshakeCases::toldByHttpClient)
                        .unknownFor(
                                "the SSLException says it; there is an event only where the peer's FIN is seen before"),
                Case.of(
                                "plain text on a TLS port",
                                SCHEME,
                                "scripted: HTTP 400 in plain text upon ClientHello",
                                stage -> handshakes(stage, PLAINTEXT_ON_TLS, 1))
                        .being(HandshakeCases::toldByHttpClient)
                        .unknownFor(
                                "the SSLException says it; there is an event only where the peer's FIN is seen before"));
    }

    private static String toldByHttpClient(Jdk jdk, Client client) {
        return client == Client.HTTP_CLIENT ? SCHEME : Case.NO_EVENT;
    }

    private static void handshakes(Stage stage, SocketEffect effect, int times) {
        ScriptedServer server = stage.serveTls(Script.connections(effect));
        for (int i = 0; i < times; i++) {
            stage.send("POST", server.url("/judged"));
        }
    }

    private static void someHandshakes(Stage stage) {
        ScriptedServer server = stage.serveTls(new Script() {
            @Override
            public ServerStep onRequest(ReceivedRequest request) {
                return RESPOND.step().withHeader("Connection: close");
            }

            @Override
            public ServerStep onConnection(int number) {
                return number % 2 == 0 ? RESET_IN_TLS_HANDSHAKE.step() : SERVE.step();
            }
        });
        for (int i = 0; i < 6; i++) {
            stage.send("POST", server.url("/judged"));
        }
    }

    private static void plainToTls(Stage stage) {
        ScriptedServer server = stage.serveTls(request -> RESPOND.step());
        stage.get(server.url("/first"));
        stage.get(server.url("/judged").replace("https:", "http:"));
        stage.get(server.url("/judged").replace("https:", "http:"));
    }

    private static void plainToNode(Stage stage) throws Exception {
        ServerProcess server = Servers.node(
                stage,
                "require('https').createServer({}, (q, r) => r.end('ok')).listen(Number(process.argv[2]), '127.0.0.1');");
        stage.get(Servers.url(server, "/judged"));
        stage.get(Servers.url(server, "/judged"));
    }

    private static void tlsToPlain(Stage stage) throws Exception {
        ServerProcess server = Servers.node(stage, CLOSES_TLS);
        stage.get(Servers.url(server, "/first"));
        stage.get(Servers.url(server, "/judged").replace("http:", "https:"));
        stage.get(Servers.url(server, "/judged").replace("http:", "https:"));
    }

    private static void tlsToNginx(Stage stage) throws Exception {
        ServerProcess server = Servers.nginx(stage, "");
        stage.get(Servers.url(server, "/judged").replace("http:", "https:"));
    }
}
