package io.resetguard.library;

import com.github.mizosoft.methanol.Methanol;
import com.github.mizosoft.methanol.MutableRequest;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** Methanol: a java.net.http.HttpClient around another. */
public final class MethanolProgram {
    private static final Methanol CLIENT = Methanol.create();

    private MethanolProgram() {}

    public static String send(String method, String url, String body) throws IOException, InterruptedException {
        MutableRequest request = MutableRequest.create(url)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        return CLIENT.send(request, BodyHandlers.ofString()).body();
    }
}
