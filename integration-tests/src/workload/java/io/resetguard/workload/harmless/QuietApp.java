package io.resetguard.workload.harmless;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;

/** Its exit code, then URLs: each asked twice with each client that this JDK has. */
public final class QuietApp {
    private QuietApp() {}

    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            for (int time = 0; time < 2; time++) {
                System.out.println("HttpURLConnection " + ask(arguments[i]));
                System.out.println("HttpClient " + askModern(arguments[i]));
            }
        }
        System.out.println("done");
        System.exit(Integer.parseInt(arguments[0]));
    }

    /** Status and length, or the exception. */
    static String ask(String url) {
        try {
            HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
            long length = 0;
            try (InputStream in = connection.getInputStream()) {
                while (in.read() >= 0) {
                    length++;
                }
            }
            return connection.getResponseCode() + " " + length;
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The same with {@code java.net.http}, where it is. */
    static String askModern(String url) throws ReflectiveOperationException {
        try {
            Class.forName("java.net.http.HttpClient");
        } catch (ClassNotFoundException e) {
            return "not here";
        }
        return (String) Class.forName("io.resetguard.workload.harmless.ModernAsk")
                .getMethod("ask", String.class)
                .invoke(null, url);
    }
}
