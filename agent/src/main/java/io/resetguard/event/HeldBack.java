package io.resetguard.event;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Counts, by origin, the events of which there are too many to make each, until the log says how many there were. Any
 * thread; nobody waits for a lock of the writer's; as many origins as {@link RateLimit} tells apart.
 */
final class HeldBack {
    private final Map<String, Count> counts = new ConcurrentHashMap<>();

    /** Whether it is the first of its origin since {@link #moveTo}: then somebody has to come for it. */
    boolean add(Event event) {
        Count count = of(event.rateKey());
        count.last = event;
        return count.number.getAndIncrement() == 0;
    }

    private Count of(String origin) {
        Count known = counts.get(origin);
        if (known != null) {
            return known;
        }
        String key = counts.size() < RateLimit.MAX_ORIGINS ? origin : RateLimit.OTHERS;
        Count made = new Count();
        Count before = counts.putIfAbsent(key, made);
        return before == null ? made : before;
    }

    /** Leaves them to the one who says so. Writer's thread. */
    void moveTo(RateLimit rate, long nowNanos) {
        for (Map.Entry<String, Count> each : counts.entrySet()) {
            Count count = each.getValue();
            Event last = count.last;
            long number = count.number.getAndSet(0);
            if (number > 0 && last != null) {
                rate.suppress(each.getKey(), number, last, nowNanos);
            }
        }
    }

    private static final class Count {
        final AtomicLong number = new AtomicLong();

        /** Says whose line it would have been. */
        volatile @Nullable Event last;
    }
}
