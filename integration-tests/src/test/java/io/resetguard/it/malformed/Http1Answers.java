package io.resetguard.it.malformed;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Responses of HTTP/1.1 as servers send them, by number; and spoilt. */
final class Http1Answers {
    /** The first ones say where they end. */
    private static final List<String> GOOD = List.of(
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nServer: nginx/1.25\r\nKeep-Alive: timeout=5, max=100\r\n\r\n0123456789",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabcde\r\n3;x=y\r\nfgh\r\n0\r\n\r\n",
            "HTTP/1.1 204 No Content\r\nConnection: keep-alive\r\n\r\n",
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: 4\r\n\r\ngone",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-T\r\n\r\na\r\n0123456789\r\n0\r\nX-T: 1\r\n\r\n",
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 103 Early Hints\r\nLink: </a>; rel=preload\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok",
            "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n",
            "HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\nConnection: close\r\nContent-Length: 4\r\n\r\nbusy",
            "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"a\"\r\nContent-Length: 0\r\n\r\n",
            "HTTP/1.0 200 OK\r\nConnection: Keep-Alive\r\nContent-Length: 3\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\nSet-Cookie: a=b; Path=/\r\nSet-Cookie: c=d\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nabcde",
            "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nto the end of the connection",
            "HTTP/1.0 200 OK\r\n\r\nold",
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
            "SSH-2.0-OpenSSH_9.6\r\n",
            "\u0015\u0003\u0003\u0000\u0002\u0002(",
            "");

    private static final int FRAMED = 5;

    private Http1Answers() {}

    /** One that is as it should be, after which the connection can be used again. */
    static byte[] good(Random random) {
        return GOOD.get(random.nextInt(FRAMED)).getBytes(StandardCharsets.ISO_8859_1);
    }

    static byte[] spoilt(Random random) {
        byte[] response = GOOD.get(random.nextInt(GOOD.size())).getBytes(StandardCharsets.ISO_8859_1);
        return new MalformedBytes(random, response).spoilt(1 + random.nextInt(4));
    }
}
