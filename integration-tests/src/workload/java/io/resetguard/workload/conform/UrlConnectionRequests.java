package io.resetguard.workload.conform;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Arrays;

/** Methods, bodies, header fields, states, time-outs. */
final class UrlConnectionRequests {
    private UrlConnectionRequests() {}

    static void all(Exercises exercises) {
        methods(exercises);
        bodies(exercises);
        fields(exercises);
        states(exercises);
        times(exercises);
    }

    private static void methods(Exercises exercises) {
        for (String method : Arrays.asList("GET", "HEAD", "DELETE", "OPTIONS", "TRACE")) {
            exercises.say("method-" + method, at -> Asking.answer(Asking.open(method, at.http("echo"))));
        }
        for (String method : Arrays.asList("POST", "PUT", "DELETE")) {
            exercises.say("method-body-" + method, at -> Asking.send(Asking.open(method, at.http("echo")), "a body"));
        }
        exercises.say("method-PATCH", at -> Asking.get(Asking.open("PATCH", at.http("echo")) + ""));
        exercises.say("method-becomes-post", at -> Asking.send(Asking.open(at.http("echo")), "out of a GET"));
    }

    private static void bodies(Exercises exercises) {
        exercises.say("body-empty", at -> Asking.post(at.http("echo"), ""));
        exercises.say("body-fixed", at -> {
            HttpURLConnection connection = Asking.open("POST", at.http("echo"));
            connection.setFixedLengthStreamingMode(7);
            return Asking.send(connection, "seven77");
        });
        exercises.say("body-fixed-long", at -> {
            HttpURLConnection connection = Asking.open("PUT", at.http("echo"));
            connection.setFixedLengthStreamingMode(300_000L);
            return Asking.send(connection, large());
        });
        exercises.say("body-chunked", at -> {
            HttpURLConnection connection = Asking.open("POST", at.http("echo"));
            connection.setChunkedStreamingMode(0);
            return Asking.send(connection, large());
        });
        exercises.say("body-small-chunks", at -> {
            HttpURLConnection connection = Asking.open("PUT", at.http("echo"));
            connection.setChunkedStreamingMode(16);
            return Asking.send(connection, "more than sixteen bytes of a body");
        });
        exercises.say("body-too-short", at -> {
            HttpURLConnection connection = Asking.open("POST", at.http("echo"));
            connection.setFixedLengthStreamingMode(70);
            return Asking.send(connection, "seven77");
        });
        exercises.say("body-too-long", at -> {
            HttpURLConnection connection = Asking.open("POST", at.http("echo"));
            connection.setFixedLengthStreamingMode(3);
            return Asking.send(connection, "seven77");
        });
        exercises.say("body-both-modes", at -> {
            HttpURLConnection connection = Asking.open("POST", at.http("echo"));
            connection.setChunkedStreamingMode(0);
            connection.setFixedLengthStreamingMode(3);
            return "set";
        });
        exercises.say("body-large", at -> Asking.post(at.http("echo"), large()));
        exercises.say("body-unflushed", at -> {
            HttpURLConnection connection = Asking.open("POST", at.http("echo"));
            connection.setDoOutput(true);
            OutputStream out = connection.getOutputStream();
            out.write('x');
            return Asking.answer(connection) + " " + out.getClass().getName();
        });
        exercises.say("continue", at -> expecting(at.http("echo")));
        exercises.say("continue-refused", at -> expecting(at.http("refuse-body")));
    }

    private static String expecting(String url) throws IOException {
        HttpURLConnection connection = Asking.open("POST", url);
        connection.setRequestProperty("Expect", "100-continue");
        connection.setFixedLengthStreamingMode(6);
        return Asking.send(connection, "a body");
    }

    private static String large() {
        char[] body = new char[300_000];
        Arrays.fill(body, 'x');
        return new String(body);
    }

    private static void fields(Exercises exercises) {
        exercises.say("fields-sent", at -> {
            HttpURLConnection connection = Asking.open(at.http("header/x-many"));
            connection.addRequestProperty("X-Many", "1");
            connection.addRequestProperty("X-Many", "2");
            connection.setRequestProperty("Host", "ignored");
            connection.setRequestProperty("Connection", "upgrade");
            connection.setRequestProperty("User-Agent", "own");
            connection.setRequestProperty("Accept", "text/plain");
            connection.setUseCaches(false);
            return Asking.answer(connection) + " " + connection.getRequestProperty("X-Many");
        });
        exercises.say("fields-read-by-key", at -> {
            HttpURLConnection connection = Asking.open(at.http("several"));
            return connection.getHeaderField("x-many") + " " + connection.getHeaderFieldInt("X-Number", 1) + " "
                    + connection.getHeaderFieldLong("X-None", 5) + " " + connection.getExpiration() + " "
                    + connection.getContentType() + " " + connection.getContentEncoding() + " "
                    + connection.getContentLengthLong();
        });
        exercises.say("fields-read-by-number", at -> {
            HttpURLConnection connection = Asking.open(at.http("dated"));
            StringBuilder all = new StringBuilder().append(connection.getLastModified());
            for (int i = 0; connection.getHeaderField(i) != null; i++) {
                all.append(' ')
                        .append(connection.getHeaderFieldKey(i))
                        .append('=')
                        .append(connection.getHeaderField(i));
            }
            return all;
        });
        exercises.say("fields-null-key", at -> {
            HttpURLConnection connection = Asking.open(at.http("ok"));
            connection.setRequestProperty(null, "x");
            return "set";
        });
        exercises.say("fields-with-line-end", at -> {
            HttpURLConnection connection = Asking.open(at.http("ok"));
            connection.setRequestProperty("X-Bad", "a\r\nb: c");
            return Asking.answer(connection);
        });
        exercises.say("modified-since", at -> {
            HttpURLConnection connection = Asking.open(at.http("status/304"));
            connection.setIfModifiedSince(86_400_000L);
            return Asking.answer(connection) + " " + connection.getIfModifiedSince();
        });
    }

    private static void states(Exercises exercises) {
        exercises.say("state-output-unasked", at -> Asking.open(at.http("ok")).getOutputStream());
        exercises.say("state-no-input", at -> {
            HttpURLConnection connection = Asking.open(at.http("ok"));
            connection.setDoInput(false);
            return connection.getInputStream();
        });
        exercises.say("state-late", at -> {
            HttpURLConnection connection = Asking.open(at.http("ok"));
            Asking.answer(connection);
            connection.setRequestProperty("X-Late", "1");
            return "set";
        });
        exercises.say("state-twice", at -> {
            HttpURLConnection connection = Asking.open(at.http("ok"));
            InputStream first = connection.getInputStream();
            return (first == connection.getInputStream()) + " " + Asking.answer(connection);
        });
        exercises.say("state-string", at -> {
            HttpURLConnection connection = Asking.open(at.http("ok"));
            return connection + " " + connection.usingProxy() + " " + connection.getPermission() + " "
                    + connection.getURL() + " " + connection.getClass().getName();
        });
        exercises.say("state-after-disconnect", at -> {
            HttpURLConnection connection = Asking.open(at.http("large"));
            int first = connection.getInputStream().read();
            connection.disconnect();
            return first + " " + connection.getResponseCode() + " " + Asking.get(at.http("ok"));
        });
        exercises.say("stream-of-url", at -> Asking.text(new URL(at.http("ok")).openStream()));
        exercises.say("content-of-url", at -> Asking.text((InputStream) new URL(at.http("ok")).getContent()));
        exercises.say("content-of-a-class", at -> new URL(at.http("ok")).getContent(new Class<?>[] {String.class}));
    }

    private static void times(Exercises exercises) {
        exercises.say("time-to-connect", at -> {
            HttpURLConnection connection = Asking.open("http://" + at.text("full") + "/");
            connection.setConnectTimeout(300);
            return Asking.answer(connection);
        });
        exercises.say("time-to-read", at -> {
            HttpURLConnection connection = Asking.open(at.http("stall"));
            connection.setReadTimeout(300);
            return Asking.answer(connection);
        });
        exercises.say("time-to-read-a-body", at -> {
            HttpURLConnection connection = Asking.open(at.http("stall-in-body"));
            connection.setReadTimeout(300);
            return Asking.answer(connection);
        });
        exercises.say("time-to-read-a-post", at -> {
            HttpURLConnection connection = Asking.open("POST", at.http("stall"));
            connection.setReadTimeout(300);
            return Asking.send(connection, "x") + connection.getReadTimeout();
        });
        exercises.say("time-negative", at -> {
            Asking.open(at.http("ok")).setReadTimeout(-1);
            return "set";
        });
        exercises.say("refused", at -> Asking.get("http://" + at.text("refused") + "/"));
        exercises.say("unknown-host", at -> Asking.get(at.elsewhere("ok")));
        exercises.say("reset-post", at -> Asking.post(at.http("reset"), "x"));
    }
}
