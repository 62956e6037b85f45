package strict;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;

/** Sends a GET and a POST with each client to the URL given, and a POST to one that resets. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws Exception {
        System.out.println(ModuleLayer.boot().modules().stream()
                .map(Module::getName)
                .filter(name -> name.matches("java.logging|java.management|jdk.jfr"))
                .sorted()
                .collect(Collectors.joining(" ", "has ", "")));
        for (String path : new String[] {"ok", "echo", "reset"}) {
            System.out.println(path + " " + urlConnection(arguments[0] + path, path.equals("ok") ? "GET" : "POST"));
            System.out.println(path + " " + httpClient(arguments[0] + path, path.equals("ok") ? "GET" : "POST"));
        }
    }

    private static String urlConnection(String url, String method) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        connection.setRequestMethod(method);
        try {
            if (method.equals("POST")) {
                connection.setDoOutput(true);
                connection.getOutputStream().write('x');
            }
            try (InputStream in = connection.getInputStream()) {
                return connection.getResponseCode() + " " + new String(in.readAllBytes());
            }
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static String httpClient(String url, String method) throws InterruptedException {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .version(HttpClient.Version.HTTP_1_1)
                    .method(method, method.equals("POST") ? BodyPublishers.ofString("x") : BodyPublishers.noBody())
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
