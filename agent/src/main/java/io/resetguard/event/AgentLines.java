package io.resetguard.event;

import io.resetguard.config.Options;
import io.resetguard.config.RetryMode;
import java.io.PrintStream;
import java.util.List;

/** Lines on stderr, each begun with {@code [resetguard]}. Never {@code System.out}. Any thread; never throws. */
public final class AgentLines {
    static final String PREFIX = "[resetguard] ";

    private AgentLines() {}

    /**
     * One line, in one write where it is not longer than the stream's buffer, so that lines of several threads or processes
     * do not mix. On whatever {@code System.err} is at that moment.
     */
    public static void print(String line) {
        printBare(PREFIX + line);
    }

    static void printBare(String line) {
        try {
            PrintStream err = System.err;
            if (err != null) {
                err.print(line + System.lineSeparator());
                err.flush();
            }
        } catch (Throwable unwritable) {
            // Nobody is left to tell: a stream that the application put there threw.
        }
    }

    /** {@link #print} for each. */
    public static void print(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            print(lines.get(i));
        }
    }

    /**
     * What the agent says when it starts, e.g. {@code resetguard 1.0 on JDK 17.0.9: watching HttpURLConnection and
     * HttpClient; observing only}.
     *
     * @param java the {@code java.version}
     */
    public static String start(String version, String java, Options options) {
        StringBuilder line = new StringBuilder(160)
                .append("resetguard ")
                .append(version)
                .append(" on JDK ")
                .append(java)
                .append(": ");
        if (!options.enabled()) {
            return line.append("enabled=false, nothing is watched").toString();
        }
        return line.append("watching ")
                .append(watched(options, !java.startsWith("1.")))
                .append("; ")
                .append(acting(options))
                .toString();
    }

    /** JDK 8 calls itself 1.8, and has no {@code java.net.http}. */
    private static String watched(Options options, boolean hasHttpClient) {
        if (!options.watchesUrlConnection()) {
            return hasHttpClient ? "HttpClient" : "nothing, for this JDK has no HttpClient";
        }
        return options.watchesHttpClient() && hasHttpClient ? "HttpURLConnection and HttpClient" : "HttpURLConnection";
    }

    /** What comes with a later version is read and checked already: nobody shall count on it. */
    private static String acting(Options options) {
        if (options.observeOnly()) {
            return "observing only, because of the options above";
        }
        StringBuilder acting = new StringBuilder();
        acting.append(options.prevents() ? ", prevent=on" : "");
        if (options.retry() != RetryMode.OFF) {
            acting.append(options.retry() == RetryMode.PROVEN ? ", retry=proven" : ", retry=idempotent");
        }
        acting.append(options.blocksJdkResend() ? ", jdk-resend=block" : "");
        return acting.length() == 0 ? "observing only" : acting.substring(2);
    }
}
