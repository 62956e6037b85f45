package io.resetguard.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One event in full sentences: what happened, when, on which connection, why, and what to do. */
public final class Explanation {
    private final EventLine event;
    private final List<String> lines = new ArrayList<>();

    private Explanation(EventLine event) {
        this.event = event;
    }

    /**
     * The event of a line in sentences.
     *
     * @param line JSON, or a log line with JSON in it
     * @return null where there is no event in it
     */
    public static @Nullable List<String> of(String line) {
        EventLine event = parsed(line);
        return event == null || event.event == null ? null : new Explanation(event).write();
    }

    /** Whether the line is an event with this {@code id} or {@code exchange_id}. */
    public static boolean isAbout(String line, String id) {
        if (!line.contains(id)) {
            return false;
        }
        EventLine event = parsed(line);
        return event != null && (id.equals(event.id) || id.equals(event.exchangeId));
    }

    private static @Nullable EventLine parsed(String line) {
        int from = line.indexOf('{');
        EventLine event = from < 0 ? null : new EventParser(new Inert()).parse(line.substring(from));
        return event == null ? null : EventParser.whole(event);
    }

    private List<String> write() {
        lines.add(what());
        add("when", when());
        add("connection", connection());
        add("progress", progress());
        if (event.isReset()) {
            String sure = event.confidence == null ? "" : " (" + event.confidence + ")";
            add("why", Words.cause(event.causeOrUnknown()) + sure + " [" + event.causeOrUnknown() + "]");
        } else if (event.reason != null) {
            add("why", event.reason.replace('_', ' '));
        }
        list("known", numbers(event.known));
        list("counted", numbers(event.counts));
        list("evidence", event.evidence);
        list("against", event.against);
        list("what to do", event.advice);
        add("error", event.error == null ? "" : event.error);
        return lines;
    }

    private String what() {
        String request =
                (event.method == null ? "a request" : event.method) + (event.url == null ? "" : " " + event.url);
        switch (event.event == null ? "" : event.event) {
            case "peer_reset":
                return "The peer ended the connection under " + request + outcome();
            case "truncated_body":
                return "The response to " + request + " ended before its announced length" + outcome();
            case "jdk_resend":
                return "The JDK sent " + request + " again by itself.";
            case "retry":
                return "The agent sent " + request + " again"
                        + (event.status > 0 ? ", and it was answered with " + (long) event.status + "." : ", in vain.");
            case "retry_suppressed":
                return "The agent could have sent " + request + " again, and did not.";
            case "prevented":
                return "A pooled connection was not used again for " + request + "; it went on another.";
            case "origin":
                return "What is known of " + (event.origin == null ? "an origin" : event.origin) + ".";
            case "agent":
                return "The agent about itself: " + (event.reason == null ? "" : event.reason) + ".";
            default:
                return "An event that this version does not know: " + event.event + ".";
        }
    }

    private String outcome() {
        switch (event.outcome == null ? "" : event.outcome) {
            case "surfaced":
                return "; the application saw the failure.";
            case "jdk_resent":
                return "; the JDK hid it by sending the request again.";
            case "retried":
                return "; the agent sent the request again.";
            default:
                return ".";
        }
    }

    private String when() {
        return event.timeMillis == IsoTime.UNKNOWN ? "" : IsoTime.iso(event.timeMillis);
    }

    private String connection() {
        StringBuilder text = new StringBuilder();
        if (event.connectionReused != null) {
            text.append(event.connectionReused ? "a reused one" : "a fresh one");
        }
        part(text, event.connectionAgeMs >= 0, Words.duration(event.connectionAgeMs) + " old");
        part(
                text,
                event.connectionRequests > 0,
                String.format(Locale.ROOT, "request %.0f on it", event.connectionRequests));
        part(text, event.idleMs > 0, "idle for " + Words.duration(event.idleMs) + " before");
        part(
                text,
                event.keepAliveTimeoutS > 0,
                "the peer had announced to wait " + Words.duration(event.keepAliveTimeoutS * 1000));
        return text.toString();
    }

    private String progress() {
        StringBuilder text = new StringBuilder();
        part(text, event.phase != null, "in the phase " + event.phase);
        part(text, event.bytesSent >= 0, String.format(Locale.ROOT, "%.0f bytes sent", event.bytesSent));
        part(text, event.bytesReceived >= 0, String.format(Locale.ROOT, "%.0f received", event.bytesReceived));
        part(text, event.signal != null, "the end came as " + event.signal);
        return text.toString();
    }

    private static void part(StringBuilder text, boolean known, String part) {
        if (known) {
            text.append(text.length() == 0 ? "" : ", ").append(part);
        }
    }

    private void add(String name, String text) {
        if (!text.isEmpty()) {
            lines.add(String.format("  %-11s %s", name, text));
        }
    }

    private static List<String> numbers(Map<String, ? extends Number> numbers) {
        List<String> lines = new ArrayList<>();
        new TreeMap<>(numbers).forEach((name, number) -> lines.add(name + " " + plain(number.doubleValue())));
        return lines;
    }

    private static String plain(double number) {
        return new BigDecimal(number)
                .setScale(1, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private void list(String name, List<String> sentences) {
        String title = name;
        for (String sentence : sentences) {
            add(title, sentence);
            title = "";
        }
    }
}
