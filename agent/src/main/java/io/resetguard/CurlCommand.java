package io.resetguard;

import io.resetguard.diagnosis.Cause;
import io.resetguard.exchange.PeerReset;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The same request with another client, ready to be pasted: method, protocol, proxy, size of the body. Of its headers
 * nothing, for their values are the application's secret; of its URL what an event may show.
 */
final class CurlCommand {

    /** Where it says something that another client fails as well, or does not. */
    private static final Set<Cause> TELLING = EnumSet.of(
            Cause.TLS_HANDSHAKE,
            Cause.REQUEST_REJECTED_WHILE_SENDING,
            Cause.FILTERED,
            Cause.SERVER_ABORTED,
            Cause.PROTOCOL_UPGRADE,
            Cause.WRONG_SCHEME_OR_PORT,
            Cause.CLOSED_BEFORE_RESPONSE);

    private CurlCommand() {}

    /**
     * A sentence of advice; {@code null} where it would help nobody.
     *
     * @param redactedUrl of the request, as its event shows it
     */
    static @Nullable String of(PeerReset reset, Cause cause, @Nullable String redactedUrl) {
        if (redactedUrl == null || reset.method == null || !TELLING.contains(cause) || !isPlain(reset.method)) {
            return null;
        }
        StringBuilder command = new StringBuilder("does another client fare better? ");
        boolean body = reset.sentMoreThanAHead() && !reset.method.equals("GET") && !reset.method.equals("HEAD");
        if (body) {
            command.append("head -c ").append(reset.sentBytes).append(" /dev/zero | ");
        }
        command.append("curl -v -o /dev/null ").append(reset.h2 || reset.asksUpgrade ? "--http2" : "--http1.1");
        if (reset.method.equals("HEAD")) {
            command.append(" -I");
        } else if (!reset.method.equals("GET")) {
            command.append(" -X ").append(reset.method);
        }
        if (body) {
            command.append(" --data-binary @-");
        }
        if (reset.proxy != null) {
            command.append(" -x 'http://").append(quoted(reset.proxy)).append('\'');
        }
        command.append(" '").append(quoted(redactedUrl)).append('\'');
        return redactedUrl.contains("***")
                ? command.append(" (fill in what is hidden)").toString()
                : command.toString();
    }

    /** A method may be a word of the application's own. */
    private static boolean isPlain(String method) {
        for (int i = 0; i < method.length(); i++) {
            if (method.charAt(i) < 'A' || method.charAt(i) > 'Z') {
                return false;
            }
        }
        return method.length() <= 16;
    }

    /** Nothing that a shell would take for more than a part of a word in single quotes. */
    private static String quoted(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            safe.append(c == '\'' ? "%27" : c <= ' ' || c == 127 ? "" : String.valueOf(c));
        }
        return safe.toString();
    }
}
