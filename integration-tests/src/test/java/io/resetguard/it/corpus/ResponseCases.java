package io.resetguard.it.corpus;

import static io.resetguard.it.support.SocketEffect.CLOSE_IN_BODY;
import static io.resetguard.it.support.SocketEffect.CLOSE_IN_CHUNKED_BODY;
import static io.resetguard.it.support.SocketEffect.CLOSE_IN_HEAD;
import static io.resetguard.it.support.SocketEffect.RESET_IN_BODY;
import static io.resetguard.it.support.SocketEffect.RESET_IN_CHUNKED_BODY;
import static io.resetguard.it.support.SocketEffect.RESET_IN_HEAD;
import static io.resetguard.it.support.SocketEffect.RESET_IN_STATUS_LINE;
import static io.resetguard.it.support.SocketEffect.RESPOND;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The response had begun. */
final class ResponseCases {
    private static final String CUT = "response_cut";
    private static final int FIRST_JDK_THAT_TELLS = 25;

    private ResponseCases() {}

    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        for (SocketEffect effect : List.of(
                RESET_IN_BODY,
                RESET_IN_CHUNKED_BODY,
                CLOSE_IN_CHUNKED_BODY,
                RESET_IN_HEAD,
                CLOSE_IN_HEAD,
                RESET_IN_STATUS_LINE)) {
            all.add(Case.of(
                    effect.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    CUT,
                    "scripted, once; nothing else is to be known",
                    stage -> once(stage, effect)));
        }
        all.add(Case.of(
                        "body shorter than its Content-Length",
                        CUT,
                        "scripted: FIN after 4 of 100 bytes; HttpURLConnection before JDK 25 says nothing",
                        stage -> once(stage, CLOSE_IN_BODY))
                .being(ResponseCases::truncation));
        all.add(Case.of(
                "downloads reset at random places",
                "conntrack_invalid",
                "scripted: of ten fast downloads of 20 MB four are reset at 3, 11, 6 and 17 MB",
                ResponseCases::downloads));
        return all;
    }

    private static String truncation(Jdk jdk, Client client) {
        boolean silent = client == Client.HTTP_URL_CONNECTION && jdk.feature() < FIRST_JDK_THAT_TELLS;
        return silent ? "response_truncated" : CUT;
    }

    private static void once(Stage stage, SocketEffect effect) {
        ScriptedServer server =
                stage.serve(request -> request.path().contains("judged") ? effect.step() : RESPOND.step());
        stage.get(server.url("/first"));
        stage.get(server.url("/judged"));
    }

    private static void downloads(Stage stage) {
        int[] cuts = {3, 11, 6, 17};
        ScriptedServer server = stage.serve(request -> {
            boolean whole = request.number() % 2 == 1 || request.number() / 2 > cuts.length;
            return whole
                    ? RESPOND.step().withBody(20_000_000)
                    : RESET_IN_BODY.step().withBody(20_000_000).cutAfter(cuts[request.number() / 2 - 1] * 1_000_000);
        });
        stage.gets(9, server.url("/judged"));
    }
}
