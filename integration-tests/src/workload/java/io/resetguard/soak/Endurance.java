package io.resetguard.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** While requests are sent: garbage, applications that are redeployed, and now and then a look at what the JVM has. */
final class Endurance {
    private static final int SAMPLES = 12;
    private static final long REDEPLOY_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** About 50 MB of garbage a second. */
    private static final int GARBAGE_BYTES = 256 * 1024;

    private static final int KEPT = 50;
    private static final long GARBAGE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /** What a JVM with so much under way may have more than a moment before. */
    private static final long MOST_MORE_MIB = 32;

    /** The last ones may still be held by a thread's last exception, a selector that has not looked yet. */
    private static final int MOST_LOADERS = 2;

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Redeploys redeploys;
    private final long endNanos;
    private final long sampleNanos;
    private final List<Sample> samples = new ArrayList<Sample>();

    Endurance(List<String> origins, long seconds) {
        redeploys = new Redeploys(origins);
        endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        sampleNanos = TimeUnit.SECONDS.toNanos(seconds) / SAMPLES;
    }

    void start(long seed) {
        daemon("garbage", this::makeGarbage);
        daemon("redeploys", () -> redeployAll(seed));
    }

    private static void daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void makeGarbage() {
        byte[][] kept = new byte[KEPT][]; // for a while, so that not all of it dies young
        for (int i = 0; System.nanoTime() - endNanos < 0; i++) {
            kept[i % KEPT] = new byte[GARBAGE_BYTES];
            LockSupport.parkNanos(GARBAGE_NANOS);
        }
    }

    private void redeployAll(long seed) {
        long next = System.nanoTime() + sampleNanos;
        while (System.nanoTime() - endNanos < 0) {
            redeploys.one(seed + redeploys.deployed());
            if (System.nanoTime() - next > 0) {
                next += sampleNanos;
                look();
            }
            LockSupport.parkNanos(REDEPLOY_NANOS);
        }
    }

    private void look() {
        Sample sample = Sample.after(redeploys);
        synchronized (samples) {
            samples.add(sample);
        }
    }

    /** When all requests have ended: prints the looks, and what is more now than it was early on. */
    void tell() {
        Sample last = settled();
        List<Sample> all;
        synchronized (samples) {
            all = new ArrayList<Sample>(samples);
        }
        for (Sample sample : all) {
            System.out.println("count look " + sample);
        }
        System.out.println("count at-the-end redeployed=" + redeploys.deployed() + " " + last);
        if (last.loaders > MOST_LOADERS) {
            System.out.println("violation left loaded: " + last);
        }
        boolean grown = !all.isEmpty() && last.heapMib > all.get(0).heapMib + MOST_MORE_MIB;
        if (grown) {
            System.out.println("violation heap has grown: " + all + " " + last);
        }
    }

    private Sample settled() {
        long end = System.nanoTime() + LONGEST_NANOS;
        Sample last = Sample.after(redeploys);
        while (last.loaders > MOST_LOADERS && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(REDEPLOY_NANOS);
            last = Sample.after(redeploys);
        }
        return last;
    }
}
