package io.resetguard.bench;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;

/** Some threads that send healthy requests as fast as they can, in spells that are begun and ended together. */
final class Senders {
    private final CyclicBarrier gate;
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean isSending;

    /** Starts them; they wait for the first spell. */
    Senders(int threads, boolean virtual, Requester requester) throws Exception {
        gate = new CyclicBarrier(threads + 1);
        for (int i = 0; i < threads; i++) {
            start(() -> spells(requester), virtual);
        }
    }

    private static void start(Runnable task, boolean virtual) throws Exception {
        if (virtual) {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
        } else {
            Thread thread = new Thread(task, "sender");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** What a request of one such spell took, as {@link Usage#each}. */
    String spell(long millis) throws Exception {
        sent.set(0);
        isSending = true;
        Usage before = Usage.now();
        gate.await();
        Thread.sleep(millis);
        isSending = false;
        gate.await();
        return Usage.now().since(before).each(sent.get());
    }

    private void spells(Requester requester) {
        try {
            while (true) {
                gate.await();
                long count = 0;
                while (isSending) {
                    requester.request();
                    count++;
                }
                sent.addAndGet(count);
                gate.await();
            }
        } catch (Exception e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }
}
