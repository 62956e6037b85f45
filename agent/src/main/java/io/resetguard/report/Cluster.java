package io.resetguard.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Ends that come at one number of requests, or one age, of their connection: a limit of the peer's, most likely. */
final class Cluster {
    private static final int MIN_ENDS = 5;
    private static final double MIN_SHARE = 0.5;
    private static final int MAX_BARS = 24;

    final String title;
    final String axis;
    final Map<String, Long> bars;

    private Cluster(String title, String axis, Map<String, Long> bars) {
        this.title = title;
        this.axis = axis;
        this.bars = bars;
    }

    /** Null where they do not cluster. */
    static @Nullable Cluster ofRequests(OriginReport origin) {
        TreeMap<Long, Long> byNumber = new TreeMap<>();
        Tally requests = origin.requestsAtEnd();
        for (String name : requests.names()) {
            if (!name.equals(Tally.OTHERS) && !name.startsWith("-")) {
                byNumber.put(Long.valueOf(name), requests.get(name));
            }
        }
        boolean known = origin.known("learned_requests") > 0 || origin.causes().get("max_requests_or_age") > 0;
        // The second request is the first that can meet a stale connection at all.
        boolean telling = !byNumber.isEmpty() && requests.names().get(0).compareTo("2") != 0;
        if (byNumber.isEmpty() || !(known || (telling && stands(requests)))) {
            return null;
        }
        Map<String, Long> bars = new LinkedHashMap<>();
        byNumber.forEach((number, count) -> {
            if (bars.size() < MAX_BARS) {
                bars.put(Long.toString(number), count);
            }
        });
        return new Cluster("Which request of its connection failed", "request of the connection", bars);
    }

    /** Null where they do not cluster. */
    static @Nullable Cluster ofAge(OriginReport origin) {
        Tally byClass = new Tally();
        IdleClasses classes = new IdleClasses();
        for (float age : origin.ageAtEndMs()) {
            classes.add(age);
        }
        Map<String, Long> bars = new LinkedHashMap<>();
        for (int i = 0; i < IdleClasses.size(); i++) {
            if (classes.count(i) > 0) {
                byClass.add(Integer.toString(i), classes.count(i));
                bars.put("up to " + Words.idleClass(i), classes.count(i));
            }
        }
        boolean known = origin.known("learned_age_ms") > 0;
        // Most connections are young: only an age that one waits for says something.
        int top = byClass.isEmpty() ? 0 : Integer.parseInt(byClass.names().get(0));
        boolean telling = IdleClasses.lowerMs(top) >= 10_000 && stands(byClass);
        return !bars.isEmpty() && (known || telling)
                ? new Cluster("How old connections were that failed", "age", bars)
                : null;
    }

    private static boolean stands(Tally tally) {
        return tally.sum() >= MIN_ENDS && tally.get(tally.names().get(0)) >= MIN_SHARE * tally.sum();
    }
}
