package io.resetguard.it.conform;

import io.resetguard.it.support.ReceivedRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The answer to one request: {@code /name-of-exercise/answer/what-it-needs?to=url}. One thread. */
final class Answers {
    private static final byte[] BODY = bytes("a line of text\nand another one\n\nthe last, without an end");

    private final Socket wire;
    private final InputStream in;
    private final OutputStream out;
    private final ReceivedRequest request;

    /** The parts of the path: the exercise, the answer, what it needs. */
    private final String[] path;

    private final String target;

    Answers(Socket wire, InputStream in, OutputStream out, ReceivedRequest request) {
        this.wire = wire;
        this.in = in;
        this.out = out;
        this.request = request;
        boolean tunnel = request.method().equals("CONNECT");
        URI uri = URI.create(tunnel ? "/" : request.path());
        path = Arrays.copyOf(uri.getRawPath().substring(1).split("/", 3), 3);
        String query = String.valueOf(uri.getRawQuery());
        target = query.startsWith("to=") ? URLDecoder.decode(query.substring(3), StandardCharsets.UTF_8) : "";
    }

    void interim(String status) throws IOException {
        write(bytes("HTTP/1.1 " + status + "\r\n\r\n"));
    }

    void openTunnel() throws IOException {
        interim("200 Connected");
    }

    void askForProxyCredentials() throws IOException {
        whole("407 Locked", BODY, "Proxy-Authenticate: Basic realm=\"proxy\"");
    }

    /** Returns whether the connection goes on. */
    boolean give(long bodyBytes, String bodyStart) throws IOException {
        String what = String.valueOf(path[1]);
        switch (what) {
            case "status" -> status(path[2]);
            case "redirect" -> redirect();
            case "basic" -> locked("authorization", "WWW-Authenticate: Basic realm=\"" + path[0] + "\"");
            case "digest" ->
                locked(
                        "authorization",
                        "WWW-Authenticate: Digest realm=\"" + path[0]
                                + "\", qop=\"auth\", nonce=\"fixed\", opaque=\"o\"");
            case "always-locked" -> whole("401 Locked", BODY, "WWW-Authenticate: Basic realm=\"" + path[0] + "\"");
            case "cookie" -> whole("200 OK", BODY, "Set-Cookie: taste=sweet; Path=/", "Set-Cookie: size=2; Path=/");
            case "echo" -> whole("200 OK", bytes(request.method() + " " + bodyBytes + " " + bodyStart));
            case "header" ->
                whole("200 OK", bytes(String.valueOf(request.headers().get(path[2]))));
            case "large" -> whole("200 OK", large());
            case "download" -> whole("200 OK", BODY, "Content-Disposition: attachment; filename=\"loaded.txt\"");
            case "typed" -> whole("200 OK", BODY, target);
            case "several" -> whole("200 Fine", BODY, "X-Many: 1", "X-Many: 2", "X-Number: 17", "Expires: 0");
            case "dated" -> whole("200 OK", BODY, "Last-Modified: Thu, 01 Jan 1970 00:00:10 GMT", "X-Empty:");
            case "early" -> {
                // HttpURLConnection takes this for the answer, and all that comes until the close for its body.
                interim("103 Early Hints\r\nLink: </style.css>");
                whole("200 OK", BODY, "Connection: close");
                return close();
            }
            case "chunked" -> chunked("");
            case "trailer" -> chunked("X-Trailer: late\r\n");
            case "refuse-body" -> {
                whole("417 No", BODY, "Connection: close");
                return close();
            }
            case "until-close" -> {
                write(bytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"));
                write(BODY);
                return close();
            }
            case "old" -> {
                write(bytes("HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n"));
                write(BODY);
                return close();
            }
            case "no-reason" -> {
                write(bytes("HTTP/1.1 200\r\nContent-Length: 2\r\n\r\nhi"));
                return true;
            }
            case "garbage" -> {
                write(bytes("this is no HTTP\r\n\r\n"));
                return close();
            }
            case "stall" -> {
                return awaitClose();
            }
            case "stall-in-body" -> {
                write(bytes("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"));
                write(BODY);
                return awaitClose();
            }
            case "reset" -> {
                wire.setSoLinger(true, 0);
                wire.close();
                return false;
            }
            case "websocket" -> {
                new WebSocketEcho(in, out).talk(request);
                return false;
            }
            default -> whole("200 OK", BODY);
        }
        return true;
    }

    private void status(String code) throws IOException {
        boolean bodyless = code.equals("204") || code.equals("304");
        whole(code + " Said", bodyless ? new byte[0] : BODY);
    }

    /** {@code /name/redirect/302/then/the/rest}, or to the URL that is given; without either to itself. */
    private void redirect() throws IOException {
        String[] code = path[2].split("/", 2);
        String rest = "/" + path[0] + "/" + (code.length > 1 ? code[1] : "redirect/302");
        String location = target.isEmpty() ? rest : target;
        whole(code[0] + " Elsewhere", BODY, "Location: " + location);
    }

    private void locked(String header, String challenge) throws IOException {
        if (request.header(header).isEmpty()) {
            whole("401 Locked", BODY, challenge);
        } else {
            whole("200 OK", BODY);
        }
    }

    private void whole(String status, byte[] body, String... headers) throws IOException {
        StringBuilder head = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        boolean bodyless = status.startsWith("204") || status.startsWith("304");
        boolean typed = Arrays.stream(headers).anyMatch(line -> line.startsWith("Content-Type"));
        head.append(typed ? "" : "Content-Type: text/plain\r\n");
        Arrays.stream(headers).filter(line -> !line.isEmpty()).forEach(line -> head.append(line)
                .append("\r\n"));
        head.append(bodyless ? "" : "Content-Length: " + body.length + "\r\n").append("\r\n");
        write(bytes(head.toString()), bodyless || request.method().equals("HEAD") ? new byte[0] : body);
    }

    private void chunked(String trailers) throws IOException {
        write(bytes("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n"
                + (trailers.isEmpty() ? "" : "Trailer: X-Trailer\r\n") + "\r\n"));
        for (String word : "some words in chunks of their own".split(" ")) {
            write(bytes(Integer.toHexString(word.length()) + "\r\n" + word + "\r\n"));
        }
        write(bytes("0\r\n" + trailers + "\r\n"));
    }

    private static byte[] large() {
        byte[] body = new byte[1_000_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) ('a' + i % 25);
        }
        return body;
    }

    private boolean awaitClose() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
        return false;
    }

    /** FIN, not RST, whatever was not read. Not for TLS, which wants a close_notify. */
    private boolean close() throws IOException {
        wire.setSoTimeout(2_000);
        wire.shutdownOutput();
        return awaitClose();
    }

    /** In one piece, so that the client reads head and body at once wherever it can. */
    private void write(byte[]... pieces) throws IOException {
        int length = Arrays.stream(pieces).mapToInt(piece -> piece.length).sum();
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] piece : pieces) {
            System.arraycopy(piece, 0, all, at, piece.length);
            at += piece.length;
        }
        out.write(all);
        out.flush();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
