package io.resetguard.soak;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Knows which thread has been in which call since when, and looks for those that do not come back. */
final class Overseer {
    /** Several times what a call with all its sends may take by its time-outs: who takes longer waits for nothing. */
    private static final long MOST_MILLIS = 60_000;

    private static final class Call {
        final String what;
        final long sinceNanos = System.nanoTime();

        Call(String what) {
            this.what = what;
        }

        long millis() {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sinceNanos);
        }
    }

    private final Map<Thread, Call> calls = new ConcurrentHashMap<Thread, Call>();
    private final AtomicLong longest = new AtomicLong();
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    void begin(String what) {
        calls.put(Thread.currentThread(), new Call(what));
    }

    void end() {
        Call call = calls.remove(Thread.currentThread());
        if (call != null) {
            longest.accumulateAndGet(call.millis(), Math::max);
        }
    }

    long longestMillis() {
        return longest.get();
    }

    /** Returns when all have ended, or when one will not. */
    void watchWhileAlive(List<Thread> senders) throws InterruptedException {
        Set<Thread> alive = new HashSet<Thread>(senders);
        while (!alive.isEmpty()) {
            alive.iterator().next().join(500);
            alive.removeIf(thread -> !thread.isAlive());
            if (isDeadlock() || isStuck()) {
                return;
            }
        }
    }

    private boolean isDeadlock() {
        long[] locked = threads.findDeadlockedThreads();
        if (locked == null) {
            return false;
        }
        for (ThreadInfo info : threads.getThreadInfo(locked, true, true)) {
            System.out.println("violation deadlock: " + String.valueOf(info).replace('\n', ' '));
        }
        return true;
    }

    private boolean isStuck() {
        boolean stuck = false;
        for (Map.Entry<Thread, Call> entry : calls.entrySet()) {
            if (entry.getValue().millis() > MOST_MILLIS) {
                stuck = true;
                System.out.println("violation no end: " + entry.getValue().what + " "
                        + Arrays.toString(entry.getKey().getStackTrace()));
            }
        }
        return stuck;
    }
}
