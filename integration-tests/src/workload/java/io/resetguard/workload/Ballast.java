package io.resetguard.workload;

import java.util.ArrayList;
import java.util.List;

/** So many small objects on the heap that a full collection takes its time; the JVM stands still meanwhile. */
final class Ballast {
    private static final int OBJECTS = 8_000_000;
    private static final int MOST_PARTS = 12;
    private static final List<Object[]> PARTS = new ArrayList<Object[]>();

    private Ballast() {}

    /** Takes on as much as makes a collection last for so long, or all that is sensible. */
    static String load(Command command) {
        long wantedMillis = command.number("millis", 1000);
        long tookMillis = 0;
        while (tookMillis < wantedMillis && PARTS.size() < MOST_PARTS) {
            PARTS.add(part());
            tookMillis = collect();
        }
        return "loaded parts=" + PARTS.size() + " millis=" + tookMillis;
    }

    /** How long it took. */
    static long collect() {
        long begin = System.nanoTime();
        System.gc();
        return (System.nanoTime() - begin) / 1_000_000L;
    }

    private static Object[] part() {
        Object[] part = new Object[OBJECTS];
        for (int i = 0; i < part.length; i++) {
            part[i] = new Object();
        }
        return part;
    }
}
