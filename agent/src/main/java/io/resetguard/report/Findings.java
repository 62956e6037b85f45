package io.resetguard.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a set of files says: JVMs, origins, some events one by one, and what could not be read. One thread. */
public final class Findings {
    static final String OTHER_ORIGINS = "(other origins)";
    private static final int MAX_ORIGINS = 200;
    private static final int MAX_JVMS = 2000;

    private final Map<String, JvmReport> jvms = new LinkedHashMap<>();
    private final Map<String, OriginReport> origins = new LinkedHashMap<>();
    private final EventSample sample = new EventSample();
    private final ReadProblems problems = new ReadProblems();
    private final Inert inert = new Inert();
    private final Tally unknownEvents = new Tally();
    private final List<String> files = new ArrayList<>();
    private long events;

    Findings() {}

    Inert inert() {
        return inert;
    }

    void addFile(String file) {
        files.add(inert.text(file));
    }

    void add(EventLine event) {
        events++;
        boolean isAgent = "agent".equals(event.event);
        String jvm = event.jvm();
        if (jvms.size() < MAX_JVMS || jvms.containsKey(jvm)) {
            jvms.computeIfAbsent(jvm, j -> new JvmReport()).add(isAgent ? EventParser.whole(event) : event);
        }
        if (isShown(event)) {
            sample.add(event);
        }
        String named = event.origin;
        if (named != null && !isAgent) {
            origin(named).add(event);
        } else if (event.isReset()) {
            origin("(unknown origin)").add(event);
        }
        if (!isKnown(event)) {
            unknownEvents.add(event.event == null ? "" : event.event);
        }
    }

    private OriginReport origin(String name) {
        boolean room = origins.size() < MAX_ORIGINS || origins.containsKey(name);
        return origins.computeIfAbsent(room ? name : OTHER_ORIGINS, OriginReport::new);
    }

    private static boolean isShown(EventLine event) {
        return event.isReset() || (isKnown(event) && !"agent".equals(event.event) && !"origin".equals(event.event));
    }

    private static boolean isKnown(EventLine event) {
        switch (event.event == null ? "" : event.event) {
            case "peer_reset":
            case "truncated_body":
            case "jdk_resend":
            case "retry":
            case "retry_suppressed":
            case "prevented":
            case "origin":
            case "agent":
                return true;
            default:
                return false;
        }
    }

    /** Lines that could be read. */
    public long events() {
        return events;
    }

    public List<String> files() {
        return files;
    }

    public Collection<JvmReport> jvms() {
        return jvms.values();
    }

    /** The one with most resets first. */
    public List<OriginReport> origins() {
        List<OriginReport> sorted = new ArrayList<>(origins.values());
        sorted.sort((a, b) -> {
            int byResets = Long.compare(b.resets(), a.resets());
            return byResets != 0 ? byResets : a.name().compareTo(b.name());
        });
        return sorted;
    }

    /** All of them as one, with their sums. */
    public OriginReport all() {
        return OriginReport.all(origins.values());
    }

    /** {@code 12 origins}; where there were too many to tell apart, that. */
    String howManyOrigins() {
        boolean more = origins.containsKey(OTHER_ORIGINS);
        return more ? "more than " + MAX_ORIGINS + " origins" : Words.counted(origins.size(), "origin", "origins");
    }

    /** Whether no single origin stands for most of what happened. */
    public boolean isSpread() {
        List<OriginReport> sorted = origins();
        boolean several = sorted.size() > 1;
        return several
                && (sorted.get(0).resets() * 2 < resets()
                        || sorted.get(0).name().equals(OTHER_ORIGINS));
    }

    public EventSample sample() {
        return sample;
    }

    public ReadProblems problems() {
        return problems;
    }

    /** Texts that held control or hidden characters or a formula, and are shown so that they do nothing. */
    public long madeInert() {
        return inert.changed();
    }

    /** Events of a later version, by name: read, and counted here only. */
    public Tally unknownEvents() {
        return unknownEvents;
    }

    public long resets() {
        long sum = 0;
        for (OriginReport origin : origins.values()) {
            sum += origin.resets();
        }
        return sum;
    }

    /** Of the first event with a time; {@link IsoTime#UNKNOWN} where none has. */
    public long firstMillis() {
        long first = Long.MAX_VALUE;
        for (JvmReport jvm : jvms.values()) {
            first = jvm.firstMillis() == IsoTime.UNKNOWN ? first : Math.min(first, jvm.firstMillis());
        }
        return first == Long.MAX_VALUE ? IsoTime.UNKNOWN : first;
    }

    public long lastMillis() {
        long last = IsoTime.UNKNOWN;
        for (JvmReport jvm : jvms.values()) {
            last = Math.max(last, jvm.lastMillis());
        }
        return last;
    }
}
