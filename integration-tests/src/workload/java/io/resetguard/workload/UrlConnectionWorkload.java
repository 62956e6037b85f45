package io.resetguard.workload;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URL;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;

/**
 * Sends requests with {@link HttpURLConnection}.
 *
 * <p>Keys: {@code id method url headers body streaming(none|fixed|chunked) entry(getResponseCode|getInputStream|
 * getHeaderField|connect|getErrorStream|getOutputStream) read(all|none|partial) timeoutMs connectTimeoutMs expectContinue
 * proxy(host:port) redirects(false) afterWriteError(read) afterConnectError(write) disconnect interrupted cancelAfterMs
 * parallel
 * authenticate(user:password) trust(none)}. {@code entry} is the first method that makes
 * the connection work; with {@code read=none} it is the last one too.
 */
public final class UrlConnectionWorkload {
    private UrlConnectionWorkload() {}

    public static void main(String[] arguments) throws IOException {
        new Driver(UrlConnectionWorkload::send).run();
    }

    private static void send(Command command, Answer answer) throws Throwable {
        HttpURLConnection connection = open(command);
        try {
            cancelLater(command, connection);
            if (command.has("interrupted")) {
                Thread.currentThread().interrupt();
            }
            byte[] body = command.body();
            if (command.has("body")) {
                prepareBody(command, connection, body.length);
                if (!command.is("entry", "getOutputStream") || !command.is("read", "none")) {
                    write(command, connection, body);
                } else {
                    connection.getOutputStream();
                    return;
                }
            }
            receive(command, connection, answer);
        } finally {
            if (command.has("interrupted") && !Thread.interrupted()) {
                answer.status(599); // the interrupt was lost on the way
            }
            if (command.has("disconnect")) {
                connection.disconnect();
            }
        }
    }

    private static HttpURLConnection open(Command command) throws IOException {
        URL url = new URL(command.text("url", ""));
        String[] proxy = command.text("proxy", "").split(":");
        HttpURLConnection connection = (HttpURLConnection)
                (proxy.length < 2
                        ? url.openConnection()
                        : url.openConnection(new Proxy(
                                Proxy.Type.HTTP, new InetSocketAddress(proxy[0], Integer.parseInt(proxy[1])))));
        connection.setRequestMethod(command.text("method", "GET"));
        connection.setReadTimeout(command.number("timeoutMs", 20_000));
        connection.setConnectTimeout(command.number("connectTimeoutMs", 20_000));
        connection.setInstanceFollowRedirects(!command.is("redirects", "false"));
        for (Map.Entry<String, String> header : command.headers().entrySet()) {
            connection.setRequestProperty(header.getKey(), header.getValue());
        }
        Security.authenticate(command);
        if (command.is("trust", "none")) {
            ((HttpsURLConnection) connection)
                    .setSSLSocketFactory(Security.trustingNobody().getSocketFactory());
        }
        if (command.has("expectContinue")) {
            connection.setRequestProperty("Expect", "100-continue");
        }
        return connection;
    }

    private static void prepareBody(Command command, HttpURLConnection connection, int length) throws IOException {
        connection.setDoOutput(true);
        if (command.is("streaming", "fixed")) {
            connection.setFixedLengthStreamingMode(length);
        } else if (command.is("streaming", "chunked")) {
            connection.setChunkedStreamingMode(4096);
        }
        if (command.is("entry", "connect")) {
            connect(command, connection);
        }
    }

    /** With {@code afterConnectError=write}, an application that tries to send nevertheless. */
    private static void connect(Command command, HttpURLConnection connection) throws IOException {
        try {
            connection.connect();
        } catch (IOException e) {
            if (!command.is("afterConnectError", "write")) {
                throw e;
            }
        }
    }

    /** With {@code afterWriteError=read}, an application that still looks for an answer. */
    private static void write(Command command, HttpURLConnection connection, byte[] body) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            for (int from = 0; from < body.length; from += 8192) {
                out.write(body, from, Math.min(8192, body.length - from));
            }
        } catch (IOException e) {
            if (!command.is("afterWriteError", "read")) {
                throw e;
            }
        }
    }

    private static void receive(Command command, HttpURLConnection connection, Answer answer) throws IOException {
        String entry = command.text("entry", "getResponseCode");
        if (entry.equals("connect")) {
            connection.connect();
            if (command.is("read", "none")) {
                return;
            }
        } else if (entry.equals("getHeaderField")) {
            connection.getHeaderField("Server");
        } else if (entry.equals("getInputStream")) {
            InputStream body = openBody(connection, answer);
            answer.status(connection.getResponseCode());
            readAs(command, body, answer);
            return;
        } else if (entry.equals("getErrorStream") && connection.getErrorStream() != null) {
            throw new IOException("an error stream of what was not sent yet");
        }
        answer.status(connection.getResponseCode());
        if (command.is("read", "none")) {
            return;
        }
        InputStream body =
                connection.getResponseCode() >= 400 ? connection.getErrorStream() : connection.getInputStream();
        if (body != null) {
            readAs(command, body, answer);
        }
    }

    /** Asks for the status of a failed response only where the failure says that there is one. */
    private static InputStream openBody(HttpURLConnection connection, Answer answer) throws IOException {
        try {
            return connection.getInputStream();
        } catch (IOException e) {
            String message = String.valueOf(e.getMessage());
            if (e instanceof FileNotFoundException || message.startsWith("Server returned HTTP response code")) {
                answer.status(connection.getResponseCode());
            }
            throw e;
        }
    }

    private static void readAs(Command command, InputStream body, Answer answer) throws IOException {
        if (command.is("read", "none")) {
            return;
        }
        byte[] buffer = new byte[8192];
        if (command.is("read", "partial")) {
            answer.body(buffer, Math.max(0, body.read(buffer, 0, 2)));
            body.close();
            return;
        }
        try {
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                answer.body(buffer, read);
            }
        } finally {
            body.close();
        }
    }

    private static void cancelLater(Command command, HttpURLConnection connection) {
        if (!command.has("cancelAfterMs")) {
            return;
        }
        Thread canceller = new Thread(
                () -> {
                    try {
                        Thread.sleep(command.number("cancelAfterMs", 0));
                    } catch (InterruptedException e) {
                        return;
                    }
                    connection.disconnect();
                },
                "canceller");
        canceller.setDaemon(true);
        canceller.start();
    }
}
