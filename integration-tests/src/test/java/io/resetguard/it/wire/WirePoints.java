package io.resetguard.it.wire;

import io.resetguard.it.support.Client;
import java.util.List;
import java.util.stream.Stream;

/** What the JDK's clients do when a peer ends a connection: the table, measured, the same with the agent and without. */
public final class WirePoints {
    private WirePoints() {}

    /** All rows of the client. */
    public static List<WirePoint> of(Client client) {
        return switch (client) {
            case HTTP_URL_CONNECTION ->
                Stream.of(
                                UrlConnectionPoints.beforeResponse(),
                                UrlConnectionPoints.afterClose(),
                                UrlConnectionPoints.inResponse(),
                                UrlConnectionPoints.duringUpload(),
                                UrlConnectionPoints.whileIdle(),
                                UrlConnectionConnectingPoints.connecting(),
                                HarmlessPoints.of(client))
                        .flatMap(points -> points)
                        .toList();
            case HTTP_CLIENT ->
                Stream.of(
                                HttpClientPoints.beforeResponse(),
                                HttpClientPoints.afterClose(),
                                HttpClientPoints.inResponse(),
                                HttpClientPoints.duringUpload(),
                                HttpClientPoints.whileIdle(),
                                HttpClientPoints.connecting(),
                                HarmlessPoints.of(client))
                        .flatMap(points -> points)
                        .toList();
        };
    }
}
