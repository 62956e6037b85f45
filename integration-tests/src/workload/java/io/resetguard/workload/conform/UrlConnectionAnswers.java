package io.resetguard.workload.conform;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.PasswordAuthentication;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kinds of answers, redirects, and who has to say who they are. */
final class UrlConnectionAnswers {
    private static final List<String> REDIRECTS = Arrays.asList("301", "302", "303", "307", "308");

    private UrlConnectionAnswers() {}

    static void all(Exercises exercises) {
        for (String answer : Arrays.asList(
                "status/200",
                "status/204",
                "status/304",
                "status/404",
                "status/500",
                "chunked",
                "trailer",
                "until-close",
                "old",
                "no-reason",
                "early",
                "large",
                "several")) {
            exercises.say("answer-" + answer.replace('/', '-'), at -> Asking.get(at.http(answer)));
        }
        exercises.say("answer-garbage", at -> Asking.post(at.http("garbage"), "x"));
        exercises.say("answer-trailer-fields", at -> {
            HttpURLConnection connection = Asking.open(at.http("trailer"));
            Asking.answer(connection);
            return connection.getHeaderField("X-Trailer");
        });
        exercises.say(
                "answer-as-stream", at -> stream(Asking.open(at.http("large")).getInputStream()));
        exercises.say("answer-left-unread", at -> {
            Asking.open(at.http("ok")).getInputStream().close();
            Asking.open(at.http("chunked")).getInputStream().close();
            return Asking.get(at.http("ok"));
        });
        exercises.say("answer-error-as-input", at -> Asking.open(at.http("status/503"))
                .getInputStream());
        redirects(exercises);
        locks(exercises);
    }

    private static String stream(InputStream in) throws IOException {
        byte[] buffer = new byte[10];
        String said = in.read() + " " + in.read(buffer, 2, 3) + " " + in.skip(100) + " " + in.markSupported() + " "
                + (in.available() > 0) + " " + in.read(new byte[0]);
        in.close();
        try {
            return said + " " + in.read();
        } catch (IOException e) {
            return said + " " + e;
        }
    }

    private static void redirects(Exercises exercises) {
        for (String code : REDIRECTS) {
            exercises.say("redirect-get-" + code, at -> {
                HttpURLConnection connection = Asking.open(at.http("redirect/" + code + "/echo"));
                return Asking.answer(connection) + " " + connection.getURL();
            });
            exercises.say("redirect-post-" + code, at -> Asking.post(at.http("redirect/" + code + "/echo"), "a body"));
        }
        exercises.say("redirect-not-followed", at -> {
            HttpURLConnection connection = Asking.open(at.http("redirect/302/echo"));
            connection.setInstanceFollowRedirects(false);
            return Asking.answer(connection);
        });
        exercises.say("redirect-by-default-not", at -> {
            HttpURLConnection.setFollowRedirects(false);
            try {
                return Asking.get(at.http("redirect/302/echo"));
            } finally {
                HttpURLConnection.setFollowRedirects(true);
            }
        });
        exercises.say("redirect-streamed", at -> {
            HttpURLConnection connection = Asking.open("POST", at.http("redirect/302/echo"));
            connection.setChunkedStreamingMode(0);
            return Asking.send(connection, "a body");
        });
        exercises.say("redirect-loop", at -> Asking.get(at.http("redirect/302?to=" + at.http("redirect/302"))));
        exercises.say("redirect-to-itself", at -> Asking.get(at.http("redirect/302/redirect/302/redirect/302/ok")));
        exercises.say("redirect-to-https", at -> Asking.get(at.http("redirect/302?to=" + at.https("ok"))));
        exercises.say("redirect-to-http", at -> Asking.get(at.https("redirect/302?to=" + at.http("ok"))));
    }

    private static void locks(Exercises exercises) {
        exercises.say("locked-without-key", at -> Asking.get(at.http("basic")));
        identify(exercises, authenticator());
        for (String way : Arrays.asList("basic", "digest")) {
            exercises.say("locked-" + way, at -> Asking.get(at.http(way)));
            exercises.say("locked-post-" + way, at -> Asking.post(at.http(way), "a body"));
            exercises.say("locked-again-" + way, at -> Asking.get(at.http(way)) + Asking.get(at.http(way + "/deeper")));
        }
        exercises.say("locked-always", at -> Asking.get(at.http("always-locked")));
        exercises.say("locked-streamed", at -> {
            HttpURLConnection connection = Asking.open("POST", at.http("basic"));
            connection.setFixedLengthStreamingMode(6);
            return Asking.send(connection, "a body");
        });
        exercises.say("locked-own-key", at -> {
            HttpURLConnection connection = Asking.open(at.http("basic"));
            HttpURLConnection.class
                    .getMethod("setAuthenticator", Authenticator.class)
                    .invoke(connection, authenticator());
            return Asking.answer(connection);
        });
        exercises.say("locked-by-hand", at -> {
            HttpURLConnection connection = Asking.open(at.http("header/authorization"));
            connection.setRequestProperty("Authorization", "Basic dXNlcjpzZWNyZXQ=");
            return Asking.answer(connection);
        });
        identify(exercises, null);
    }

    /** For all connections from now on; {@code null} is nobody. */
    static void identify(Exercises exercises, @Nullable Authenticator authenticator) {
        exercises.say("authenticator", at -> {
            Authenticator.setDefault(authenticator);
            return authenticator != null;
        });
    }

    static Authenticator authenticator() {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                String asked = getRequestingScheme() + getRequestingPrompt() + getRequestorType();
                return new PasswordAuthentication("user", asked.toCharArray());
            }
        };
    }
}
