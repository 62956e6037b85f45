package io.resetguard.demo;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One event of the agent, read from its text log or its JSON Lines file. Only the few keys the table needs are looked
 * for, wherever they stand: the demonstration must not break when the agent learns to say more.
 */
final class AgentEvent {
    private static final List<String> TOLD =
            Arrays.asList("peer_reset", "truncated_body", "jdk_resend", "retry", "retry_suppressed", "prevented");

    // "peer reset time=..." in text, behind whatever a logger puts in front of it
    private static final Pattern TEXT_EVENT = Pattern.compile(
            "(?:^|[\\]\\s])(peer reset|truncated body|jdk resend|retry suppressed|retry|prevented) \\w+=");

    final String name;
    private final String line;

    private AgentEvent(String name, String line) {
        this.name = name;
        this.line = line;
    }

    /** The event a line tells, or null where it tells none that belongs to a request. */
    static @Nullable AgentEvent parse(String line) {
        String name = line.startsWith("{") ? value(line, "event") : textEvent(line);
        return name == null || !TOLD.contains(name) ? null : new AgentEvent(name, line);
    }

    private static @Nullable String textEvent(String line) {
        Matcher matcher = TEXT_EVENT.matcher(line);
        return matcher.find() ? matcher.group(1).replace(' ', '_') : null;
    }

    /** The first of a key's values, or null: {@code "key":"value"}, {@code key=value} or {@code key="value"}. */
    private static @Nullable String value(String line, String key) {
        Matcher matcher = Pattern.compile("(?:\"" + key + "\"\\s*:\\s*|\\b" + key + "=)(?:\"([^\"]*)\"|([^\\s,}\"]+))")
                .matcher(line);
        return !matcher.find() ? null : matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
    }

    boolean mentionsPort(int port) {
        return Pattern.compile("localhost:" + port + "\\b").matcher(line).find();
    }

    /** Event and cause, short: {@code peer reset: stale_keep_alive (likely)}. */
    String describe() {
        String cause = value(line, "cause");
        String confidence = value(line, "confidence");
        String reason = cause == null && !name.equals("jdk_resend") ? value(line, "reason") : null;
        StringBuilder text = new StringBuilder(name.replace('_', ' '));
        if (cause != null) {
            text.append(": ").append(cause);
        } else if (reason != null) {
            text.append(": ").append(reason);
        }
        if (confidence != null) {
            text.append(" (").append(confidence).append(')');
        }
        return text.toString();
    }
}
