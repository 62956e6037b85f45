package io.resetguard.report;

import java.util.Collections;
import java.util.List;

/** Something to set, and what it would have changed of what was seen. Immutable. */
public final class Fix {
    private final String title;
    private final List<String> settings;
    private final long avoided;
    private final long seen;
    private final String cost;
    private final String note;

    /**
     * All of it.
     *
     * @param title what it does, as a clause that begins with a verb
     * @param settings lines to copy; alternatives, each enough where its client is used
     * @param avoided of the resets that were seen, those that would not have reached a request, or the application
     * @param seen all of that kind that were seen
     * @param cost what it costs, as a sentence; empty where nothing
     * @param note what else has to be known, as a sentence; empty where nothing
     */
    public Fix(String title, List<String> settings, long avoided, long seen, String cost, String note) {
        this.title = title;
        this.settings = Collections.unmodifiableList(settings);
        this.avoided = avoided;
        this.seen = seen;
        this.cost = cost;
        this.note = note;
    }

    public String title() {
        return title;
    }

    public List<String> settings() {
        return settings;
    }

    public long avoided() {
        return avoided;
    }

    public long seen() {
        return seen;
    }

    public String cost() {
        return cost;
    }

    public String note() {
        return note;
    }
}
