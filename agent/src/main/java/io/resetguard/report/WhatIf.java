package io.resetguard.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** What a setting would have changed of what was seen: counted, not guessed, and no more than the events hold. */
public final class WhatIf {
    /** Below it a connection is not looked at before it is used again (docs/adr/0012). */
    private static final double LOOKED_AT_AFTER_MS = 50;

    /** A limit that nobody announces is believed after so many ends that agree (docs/adr/0012). */
    private static final int ENDS_TO_LEARN_FROM = 3;

    /** Nobody lets a server wait longer for an idle connection. */
    private static final double LONGEST_SERVER_LIMIT_MS = 900_000;

    /** So much longer than its clients a server has to wait, lest both close at a time. */
    private static final double LONGER_THAN_CLIENTS_MS = 5_000;

    /** One of so many may have ended for another reason, and is not to decide when all the others are given up. */
    private static final int FEW_OF = 20;

    private static final double MARGIN_SHARE = 0.05;
    private static final double MARGIN_MS = 10;

    private WhatIf() {}

    /** The one that would have avoided most first; none that would have avoided nothing. */
    public static List<Fix> rank(OriginReport origin) {
        List<Fix> fixes = new ArrayList<>();
        double limitMs = idleLimitMs(origin);
        addIfUseful(fixes, idleLimit(origin, limitMs));
        addIfUseful(fixes, prevent(origin));
        addIfUseful(fixes, age(origin));
        addIfUseful(fixes, server(origin));
        addIfUseful(fixes, retry(origin));
        fixes.sort(Comparator.comparingLong((Fix fix) -> -fix.avoided()));
        addIfUseful(fixes, resend(origin)); // these are no resets, and not to be held against them
        return fixes;
    }

    /** After how long an idle time no connection should be used again, in milliseconds; negative where nothing says so. */
    static double idleLimitMs(OriginReport origin) {
        float[] failed = origin.idleAtFailureMs();
        if (failed.length == 0) {
            return EventLine.UNKNOWN;
        }
        double peer = peerLimitMs(origin);
        if (peer > 0) {
            return withMargin(peer);
        }
        double shortest = failed[failed.length / FEW_OF];
        return shortest > 2000 ? shortest - 1000 : shortest * 0.9;
    }

    /** When the peer closes, as it was learned or announced; negative where neither. */
    static double peerLimitMs(OriginReport origin) {
        double learned = origin.known("learned_idle_ms");
        return learned > 0 ? learned : origin.announcedTimeoutS() * 1000;
    }

    private static double withMargin(double limitMs) {
        return Math.max(limitMs - MARGIN_MS - limitMs * MARGIN_SHARE, limitMs / 2);
    }

    private static Fix idleLimit(OriginReport origin, double exactMs) {
        double limitMs = rounded(exactMs);
        long seconds = Math.max(1, (long) (limitMs / 1000));
        List<String> settings = new ArrayList<>();
        settings.add("prevent=on,prevent.max-idle=" + asOption((long) limitMs));
        boolean whole = limitMs >= 1000;
        if (whole && origin.clients().get("HttpClient") > 0) {
            settings.add("-Djdk.httpclient.keepalive.timeout=" + seconds);
        }
        if (whole && origin.clients().get("HttpURLConnection") > 0 && !origin.announcesTimeout()) {
            settings.add("-Dhttp.keepAlive.time.server=" + seconds);
        }
        long avoided = exactMs <= 0 ? 0 : origin.failedAfterIdleOf(limitMs);
        String note = settings.size() > 1
                ? "The first is resetguard's own and for this agent's JVMs; the -D settings are the JDK's, and count for all"
                        + " origins."
                : "";
        if (settings.toString().contains("http.keepAlive.time.server")) {
            note += " http.keepAlive.time.server needs JDK 19, or a later update of 8, 11 or 17.";
        }
        return new Fix(
                "Use no connection again that was idle for " + Words.duration(limitMs),
                settings,
                avoided,
                origin.resets(),
                cost(origin, limitMs),
                note);
    }

    /** Down to a value that people would set. */
    private static double rounded(double millis) {
        double step = millis >= 2000 ? 1000 : millis >= 200 ? 100 : 10;
        return Math.max(Math.floor(millis / step) * step, 10);
    }

    private static String asOption(long millis) {
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    private static String cost(OriginReport origin, double limitMs) {
        if (!origin.hasCounts()) {
            return "How many connects more it costs is not known: these files have no origin events, so what went well was"
                    + " not counted.";
        }
        long reused = origin.idleOk().longerThan(limitMs);
        if (reused == 0) {
            return "No connect more: no reuse after a longer idle time went well.";
        }
        String anHour = origin.hours() < 1 ? "" : ", " + Words.count(Math.round(reused / origin.hours())) + " an hour";
        return "At most " + Words.counted(reused, "connect", "connects") + " more in the time watched" + anHour
                + ": reuses after a longer idle time that went well.";
    }

    private static Fix prevent(OriginReport origin) {
        long stale = origin.failedAfterIdleOf(LOOKED_AT_AFTER_MS);
        long first = origin.announcedTimeoutS() > 0 ? 0 : ENDS_TO_LEARN_FROM;
        return new Fix(
                "Let the agent look at each connection before it is used again",
                Arrays.asList("prevent=on"),
                Math.max(0, stale - first),
                origin.resets(),
                "",
                first == 0
                        ? "The limit that the peer announces is kept from the first request on."
                        : "Counts the stale connections that had been idle for 50 ms or longer, but " + first
                                + ": a peer that closes while the request is on its way, or a middlebox that drops without"
                                + " a word, ends so many before its limit is learned.");
    }

    /** Where ends come at one age of their connections. */
    private static Fix age(OriginReport origin) {
        float[] ages = origin.ageAtEndMs();
        double learned = origin.known("learned_age_ms");
        double peer =
                learned > 0 ? learned : Cluster.ofAge(origin) == null ? EventLine.UNKNOWN : ages[ages.length / 10];
        double limitMs = peer <= 0 ? EventLine.UNKNOWN : rounded(withMargin(peer));
        long avoided = 0;
        for (float age : ages) {
            avoided += limitMs > 0 && age >= limitMs ? 1 : 0;
        }
        return new Fix(
                "Use no connection that is older than " + Words.duration(limitMs),
                Arrays.asList("prevent=on,prevent.max-age=" + asOption((long) limitMs)),
                avoided,
                origin.resets(),
                "One connect more in " + Words.duration(limitMs) + " for each connection that is kept.",
                "");
    }

    /** The other side of the same: a server that waits longer than its clients never closes on them. */
    private static Fix server(OriginReport origin) {
        double limitMs = origin.clientIdleLimitMs() + LONGER_THAN_CLIENTS_MS;
        boolean sensible = origin.clientIdleLimitMs() > 0 && limitMs <= LONGEST_SERVER_LIMIT_MS;
        String setting = "";
        for (String advice : origin.advice("stale_keep_alive")) {
            setting = setting.isEmpty() && advice.startsWith("server: ")
                    ? advice.substring("server: ".length())
                    : setting;
        }
        return new Fix(
                "Let the server keep idle connections for longer than its clients do: for " + Words.duration(limitMs),
                Arrays.asList(setting),
                sensible && !setting.isEmpty() ? origin.causes().get("stale_keep_alive") : 0,
                origin.resets(),
                "Idle connections stay open at the server for longer.",
                "Holds where the server itself closes them, and nothing before it does so sooner.");
    }

    private static Fix resend(OriginReport origin) {
        return new Fix(
                "Let the JDK send no request again that the server may have acted on",
                Arrays.asList("jdk-resend=block", "-Dsun.net.http.retryPost=false"),
                origin.duplicates(),
                origin.duplicates(),
                "What the JDK hid by sending it again reaches the application as an exception.",
                "Of requests that were sent twice, not of resets. The second is the JDK's own, for POST and not where writing"
                        + " the request fails.");
    }

    private static Fix retry(OriginReport origin) {
        return new Fix(
                "Send again what may be sent again",
                Arrays.asList("retry=idempotent"),
                origin.replayable(),
                origin.resets(),
                "One request more for each, within a budget of 10 % of all requests.",
                "Counts idempotent requests on reused connections, and those of which nothing was sent, that surfaced. What"
                        + " the second attempt brings is not known.");
    }

    private static void addIfUseful(List<Fix> fixes, Fix fix) {
        if (fix.avoided() > 0) {
            fixes.add(fix);
        }
    }
}
