package io.resetguard.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What could not be read: counted by kind, with the place of the first few. One thread. */
public final class ReadProblems {
    private static final int SHOWN_PLACES = 3;

    private final Map<String, Kind> kinds = new LinkedHashMap<>();

    ReadProblems() {}

    /**
     * @param what is wrong, one of a few fixed texts
     * @param place {@code file:line}, or a file
     */
    void add(String what, String place) {
        Kind kind = kinds.computeIfAbsent(what, w -> new Kind());
        kind.count++;
        if (kind.places.size() < SHOWN_PLACES) {
            kind.places.add(place);
        }
    }

    public boolean isEmpty() {
        return kinds.isEmpty();
    }

    /** One sentence a kind: how many, what, and where the first few are. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        kinds.forEach((what, kind) -> {
            String more = kind.count > kind.places.size() ? " and more" : "";
            lines.add(kind.count + " x " + what + ": " + String.join(", ", kind.places) + more);
        });
        return lines;
    }

    private static final class Kind {
        private long count;
        private final List<String> places = new ArrayList<>();
    }
}
