package io.resetguard.report;

/** One JVM that wrote events. Filled while reading; one thread. */
public final class JvmReport {
    private long pid = -1;
    private String agentVersion = "";
    private String about = "";
    private long events;
    private long faults;
    private long dropped;
    private boolean stopped;
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = IsoTime.UNKNOWN;

    JvmReport() {}

    void add(EventLine event) {
        events++;
        pid = event.pid >= 0 ? (long) event.pid : pid;
        String version = event.agentVersion;
        agentVersion = version == null ? agentVersion : version;
        if (event.timeMillis != IsoTime.UNKNOWN) {
            firstMillis = Math.min(firstMillis, event.timeMillis);
            lastMillis = Math.max(lastMillis, event.timeMillis);
        }
        if ("agent".equals(event.event)) {
            stopped |= "stop".equals(event.reason);
            faults += "fault".equals(event.reason) ? 1 : 0;
            boolean counts =
                    "stop".equals(event.reason) || "dropped".equals(event.reason) || "events_lost".equals(event.reason);
            long lost = event.counts.getOrDefault("dropped", 0L) + event.counts.getOrDefault("lost", 0L);
            dropped = counts ? Math.max(dropped, lost) : dropped;
            if ("start".equals(event.reason) && !event.evidence.isEmpty()) {
                about = event.evidence.get(0);
            }
        }
    }

    /** Negative where unknown. */
    public long pid() {
        return pid;
    }

    public String agentVersion() {
        return agentVersion;
    }

    /** What it said when it started: JDK, what is watched, what is on; empty where that line is not there. */
    public String about() {
        return about;
    }

    public long events() {
        return events;
    }

    /** The agent's own, swallowed. */
    public long faults() {
        return faults;
    }

    /** Events that are not in the files because there were too many, or no disk. */
    public long dropped() {
        return dropped;
    }

    /** Whether it ended in order, with its last line. */
    public boolean stopped() {
        return stopped;
    }

    public long firstMillis() {
        return lastMillis == IsoTime.UNKNOWN ? IsoTime.UNKNOWN : firstMillis;
    }

    public long lastMillis() {
        return lastMillis;
    }
}
