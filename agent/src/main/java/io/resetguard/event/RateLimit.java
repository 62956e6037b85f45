package io.resetguard.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** So many lines a second and origin, and the count of those above it. Writer's thread only; bounded. */
final class RateLimit {
    static final long WINDOW_NANOS = 1_000_000_000L;
    /** Origins beyond these share one count. */
    static final int MAX_ORIGINS = 256;

    /** Their name. */
    static final String OTHERS = "others";

    private final int linesPerSecond;
    private final Map<String, Window> windows = new HashMap<>();

    RateLimit(int linesPerSecond) {
        this.linesPerSecond = linesPerSecond;
    }

    /** Whether this line may go; if not, it is counted. */
    boolean admits(Event event, long nowNanos) {
        Window window = window(event.rateKey(), nowNanos);
        if (window.lines < linesPerSecond) {
            window.lines++;
            return true;
        }
        window.suppress(1, event);
        return false;
    }

    /** Counts so many that nobody asked for. */
    void suppress(String origin, long number, Event last, long nowNanos) {
        window(origin, nowNanos).suppress(number, last);
    }

    private Window window(String origin, long nowNanos) {
        Window window = windows.get(origin);
        if (window == null) {
            String key = windows.size() < MAX_ORIGINS ? origin : OTHERS;
            window = windows.get(key);
            if (window == null) {
                window = new Window(key, nowNanos);
                windows.put(key, window);
            }
        }
        return window;
    }

    /** Ends the windows that are over (all, if told so) and gives back those that suppressed something. */
    List<Window> over(long nowNanos, boolean all) {
        List<Window> told = new ArrayList<>();
        for (Iterator<Window> each = windows.values().iterator(); each.hasNext(); ) {
            Window window = each.next();
            if (all || nowNanos - window.sinceNanos >= WINDOW_NANOS) {
                each.remove();
                if (window.suppressed > 0) {
                    told.add(window);
                }
            }
        }
        return told;
    }

    boolean isIdle() {
        return windows.isEmpty();
    }

    /** One origin's second. */
    static final class Window {
        final String origin;
        final long sinceNanos;
        int lines;
        long suppressed;
        /** The last one suppressed: the line that tells goes where it would have gone. */
        @Nullable
        Event last;

        Window(String origin, long sinceNanos) {
            this.origin = origin;
            this.sinceNanos = sinceNanos;
        }

        private void suppress(long number, Event last) {
            suppressed += number;
            this.last = last;
        }
    }
}
