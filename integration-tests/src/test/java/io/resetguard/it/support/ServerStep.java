package io.resetguard.it.support;

import java.util.ArrayList;
import java.util.List;

/**
 * One effect with its numbers.
 *
 * @param effect what is done
 * @param status of the response
 * @param bodyBytes announced length of the response body
 * @param cutBytes how much of a body is sent (or, of an upload, read) before the cut
 * @param delayMillis idle time before a close while idle; else time between the request and the answer
 * @param headers further response header lines, {@code Name: value}
 * @param closeNotify whether a close on TLS says close_notify before its FIN
 */
public record ServerStep(
        SocketEffect effect,
        int status,
        int bodyBytes,
        int cutBytes,
        long delayMillis,
        List<String> headers,
        boolean closeNotify) {

    static ServerStep of(SocketEffect effect) {
        int status =
                switch (effect) {
                    case REDIRECT -> 302;
                    case UNAUTHORIZED_401 -> 401;
                    case EARLY_413_AND_CLOSE -> 413;
                    default -> 200;
                };
        long delay =
                switch (effect) {
                    case CLOSE_WHILE_IDLE, RESET_WHILE_IDLE, UNSOLICITED_408 -> ClientEnd.MILLIS;
                    default -> 0;
                };
        return new ServerStep(effect, status, 100, 4, delay, List.of(), true);
    }

    public ServerStep withStatus(int newStatus) {
        return new ServerStep(effect, newStatus, bodyBytes, cutBytes, delayMillis, headers, closeNotify);
    }

    public ServerStep withBody(int announced) {
        return new ServerStep(effect, status, announced, cutBytes, delayMillis, headers, closeNotify);
    }

    public ServerStep cutAfter(int sentOrRead) {
        return new ServerStep(effect, status, bodyBytes, sentOrRead, delayMillis, headers, closeNotify);
    }

    public ServerStep after(long millis) {
        return new ServerStep(effect, status, bodyBytes, cutBytes, millis, headers, closeNotify);
    }

    public ServerStep withHeader(String line) {
        List<String> more = new ArrayList<>(headers);
        more.add(line);
        return new ServerStep(effect, status, bodyBytes, cutBytes, delayMillis, List.copyOf(more), closeNotify);
    }

    /** The response announces {@code Keep-Alive: timeout=…, max=…}. */
    public ServerStep announcing(int timeoutSeconds, int max) {
        return withHeader("Keep-Alive: timeout=" + timeoutSeconds + ", max=" + max)
                .withHeader("Connection: keep-alive");
    }

    /** On TLS a close is a bare FIN. */
    public ServerStep withoutCloseNotify() {
        return new ServerStep(effect, status, bodyBytes, cutBytes, delayMillis, headers, false);
    }
}
