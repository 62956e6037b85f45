package io.resetguard.workload.harmless;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** Says what {@link HttpURLConnection} does in the places where other agents changed it. Prints no port and no time. */
public final class SemanticsApp {
    private SemanticsApp() {}

    /** Something that may throw. */
    private interface Act {
        Object act() throws IOException;
    }

    /** The server's URL, which ends in a slash: {@code 404}, {@code 503}, {@code 204} and anything else. */
    public static void main(String[] arguments) throws Exception {
        String base = arguments[0];
        outputAfterInput(open(base));
        propertyAfterConnect(open(base));
        handled(open(base + "404"));
        handled(open(base + "503"));
        getThatBecomesPost(open(base));
        neverRead(open(base));
        HttpURLConnection gone = open(base);
        gone.disconnect();
        say("after disconnect", gone::getResponseCode);
        HttpURLConnection fields = open(base);
        say("header fields", () -> fields.getHeaderField(0) + " " + fields.getHeaderFieldKey(1));
        say("length", fields::getContentLength);
        InputStream first = fields.getInputStream();
        say("twice the same stream", () -> first == fields.getInputStream());
        say("class", () -> fields.getClass().getName());
        InputStream body = fields.getInputStream();
        body.close();
        say("read after close", body::read);
        HttpURLConnection timed = open(base + "stall");
        timed.setReadTimeout(200);
        say("timeout", timed::getResponseCode);
        say("timeout again", timed::getResponseCode);
    }

    private static HttpURLConnection open(String url) throws IOException {
        return (HttpURLConnection) new URL(url).openConnection();
    }

    private static void outputAfterInput(HttpURLConnection connection) {
        connection.setDoOutput(true);
        say("input", () -> connection.getInputStream() != null);
        say("output after input", connection::getOutputStream);
    }

    private static void propertyAfterConnect(HttpURLConnection connection) throws IOException {
        connection.connect();
        say("property after connect", () -> {
            connection.setRequestProperty("X-Late", "1");
            return "set";
        });
        say("method after connect", () -> {
            connection.setRequestMethod("POST");
            return "set";
        });
        say("properties after connect", connection::getRequestProperties);
        say("status", connection::getResponseCode);
    }

    private static void handled(HttpURLConnection connection) {
        say("status", connection::getResponseCode);
        say("input", connection::getInputStream);
        say("error stream", () -> {
            InputStream error = connection.getErrorStream();
            return error == null ? "none" : error.available() + " " + error.read();
        });
        say("status again", connection::getResponseCode);
    }

    private static void getThatBecomesPost(HttpURLConnection connection) {
        connection.setDoOutput(true);
        say("method before", connection::getRequestMethod);
        say("write", () -> {
            connection.getOutputStream().write('x');
            return connection.getRequestMethod();
        });
        say("write after reading", () -> {
            connection.getResponseCode();
            connection.getOutputStream().write('y');
            return "written";
        });
    }

    private static void neverRead(HttpURLConnection connection) {
        say("connected only", () -> {
            connection.connect();
            return connection.getDoInput();
        });
    }

    private static void say(String what, Act act) {
        String result;
        try {
            result = String.valueOf(act.act());
        } catch (IOException | RuntimeException e) {
            result = e.toString();
        }
        System.out.println(what + ": " + result.replaceAll(":\\d{4,5}", ":port").replaceAll("@[0-9a-f]+", "@"));
    }
}
