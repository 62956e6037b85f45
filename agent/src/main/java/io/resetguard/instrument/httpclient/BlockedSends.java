package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.ExchangeListener;
import io.resetguard.exchange.PeerReset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Resets that a blocked {@code send} is about to throw. They are noticed on the client's own threads, and kept for a
 * moment for the thread that sends: only there is the caller on the stack and its MDC at hand. Any thread.
 */
final class BlockedSends {

    private static final String CLIENT = "jdk.internal.net.http.HttpClientImpl";

    private final ExchangeListener told;
    private final Map<Thread, List<Runnable>> waiting = new HashMap<>();
    private volatile int count;
    private volatile boolean atOnce;

    BlockedSends(ExchangeListener told) {
        this.told = told;
    }

    /** For where nobody says that a {@code send} ends: from now on nothing waits. */
    void tellAtOnce() {
        atOnce = true;
        tellRest();
    }

    /** Tells the reset on its sender's thread if that is blocked in {@code send}, else now. */
    void tell(@Nullable Thread sender, PeerReset reset) {
        tell(sender, new Ended(told, reset));
    }

    /** As {@link #tell(Thread, PeerReset)}, for what is to be told after it. */
    void tell(@Nullable Thread sender, Runnable telling) {
        if (atOnce || sender == null || sender == Thread.currentThread()) {
            telling.run();
            return;
        }
        synchronized (waiting) {
            List<Runnable> its = waiting.get(sender);
            if (its == null) {
                its = new ArrayList<>(1);
                waiting.put(sender, its);
            }
            its.add(telling);
            count++;
        }
        // Asked only now: a send that ends from here on finds it.
        if (!isInSend(sender)) {
            tellAll(take(sender));
        }
    }

    /** To be called on a thread whose {@code send} ends. One volatile read while nothing waits. */
    void sendEnds() {
        if (count == 0) {
            return;
        }
        List<Runnable> its = take(Thread.currentThread());
        tellAll(its);
        // What is not for this thread may be for one whose send had ended a moment before it was kept, and which ended
        // too.
        if (its.isEmpty()) {
            tellForTheDead();
        }
    }

    private void tellForTheDead() {
        List<Runnable> left = new ArrayList<>();
        synchronized (waiting) {
            Iterator<Map.Entry<Thread, List<Runnable>>> entries =
                    waiting.entrySet().iterator();
            while (entries.hasNext()) {
                Map.Entry<Thread, List<Runnable>> entry = entries.next();
                if (!entry.getKey().isAlive()) {
                    entries.remove();
                    count -= entry.getValue().size();
                    left.addAll(entry.getValue());
                }
            }
        }
        tellAll(left);
    }

    /** Tells what still waits: its sender was not where it seemed to be. */
    void tellRest() {
        List<Thread> senders;
        synchronized (waiting) {
            senders = new ArrayList<>(waiting.keySet());
        }
        for (int i = 0; i < senders.size(); i++) {
            tellAll(take(senders.get(i)));
        }
    }

    private static void tellAll(List<Runnable> tellings) {
        for (int i = 0; i < tellings.size(); i++) {
            tellings.get(i).run();
        }
    }

    private List<Runnable> take(Thread sender) {
        synchronized (waiting) {
            List<Runnable> its = waiting.remove(sender);
            if (its == null) {
                return Collections.emptyList();
            }
            count -= its.size();
            return its;
        }
    }

    private static boolean isInSend(Thread thread) {
        StackTraceElement[] stack = thread.getStackTrace();
        for (StackTraceElement frame : stack) {
            if (frame.getMethodName().equals("send") && frame.getClassName().equals(CLIENT)) {
                return true;
            }
        }
        return false;
    }

    private static final class Ended implements Runnable {
        private final ExchangeListener told;
        private final PeerReset reset;

        Ended(ExchangeListener told, PeerReset reset) {
            this.told = told;
            this.reset = reset;
        }

        @Override
        public void run() {
            told.peerEnded(reset);
        }
    }
}
