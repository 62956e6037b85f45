package io.resetguard.library;

import java.io.IOException;
import org.jsoup.Connection;
import org.jsoup.Jsoup;

/** jsoup: over HttpURLConnection on JDK 8, over HttpClient from 11 on. */
public final class JsoupProgram {
    private JsoupProgram() {}

    public static String send(String method, String url, String body) throws IOException {
        Connection connection =
                Jsoup.connect(url).method(Connection.Method.valueOf(method)).ignoreContentType(true);
        if (!body.isEmpty()) {
            connection.requestBody(body);
        }
        return connection.execute().body();
    }
}
