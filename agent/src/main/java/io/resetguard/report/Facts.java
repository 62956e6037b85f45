package io.resetguard.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** The figures of one origin by name, as every form of the report shows them; what is not known is left out. */
final class Facts {
    private final Map<String, String> facts = new LinkedHashMap<>();

    private Facts() {}

    static Map<String, String> of(OriginReport origin) {
        Facts facts = new Facts();
        facts.seen(origin);
        facts.done(origin);
        facts.known(origin);
        return facts.facts;
    }

    private void seen(OriginReport origin) {
        count("requests", origin.count("requests"));
        count("on a reused connection", origin.count("reused"));
        count("connections", origin.count("connections"));
        facts.put("resets", Words.count(origin.resets()));
        count("seen by the application", origin.outcomes().get("surfaced"));
        count(
                "hidden by sending again",
                origin.outcomes().get("jdk_resent") + origin.outcomes().get("retried"));
        count("bodies cut off", origin.kind("truncated_body"));
        count("sent again by the JDK", origin.kind("jdk_resend"));
        count("perhaps done twice", origin.duplicates());
        silence(origin);
    }

    /** Time-outs make no event; after a long idle time they are what a silent drop on the way looks like. */
    private void silence(OriginReport origin) {
        long timeouts = origin.count("reused_timeouts");
        if (timeouts > 0) {
            String from = Words.duration((double) origin.count("reused_timeouts_from_ms"));
            facts.put("time-outs after idle", Words.count(timeouts) + " (of " + from + " or more)");
        }
    }

    private void done(OriginReport origin) {
        count("idle connections not used again", Math.max(origin.prevented().sum(), origin.kind("prevented")));
        count("sent again by the agent", origin.kind("retry"));
        count("of these answered", origin.recovered());
        if (origin.recovered() > 0) {
            String mean = Words.duration(origin.recoveredMsMean());
            facts.put("time that took", mean + " on average, " + Words.duration(origin.recoveredMsMax()) + " at most");
        }
        count("could be sent again, was not", origin.suppressed().sum());
    }

    private void known(OriginReport origin) {
        if (!origin.server().isEmpty()) {
            facts.put("server", origin.server());
        }
        if (origin.announcedTimeoutS() > 0) {
            facts.put("announced idle time-out", Words.duration(origin.announcedTimeoutS() * 1000));
        }
        learned(origin, "learned idle time-out", "learned_idle_ms");
        learned(origin, "learned age limit", "learned_age_ms");
        if (origin.known("learned_requests") > 0) {
            facts.put("learned limit of requests", Words.count((long) origin.known("learned_requests")));
        }
        duration(origin, "typical connect", "connect_ms");
        duration(origin, "typical answer", "answer_ms");
    }

    private void learned(OriginReport origin, String name, String key) {
        double limit = origin.known(key);
        if (limit > 0) {
            double samples = origin.known(key.replace("_ms", "_samples"));
            String from =
                    samples > 0 ? " (from " + Words.counted((long) samples, "connection", "connections") + ")" : "";
            facts.put(name, Words.duration(limit) + from);
        }
    }

    private void duration(OriginReport origin, String name, String key) {
        if (origin.known(key) > 0) {
            facts.put(name, Words.duration(origin.known(key)));
        }
    }

    private void count(String name, long count) {
        if (count > 0) {
            facts.put(name, Words.count(count));
        }
    }
}
