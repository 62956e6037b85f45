package io.resetguard.sweep;

import java.util.Random;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends POSTs in rounds: all threads at the same time, then none until their connections have been idle for about the
 * given time. In each round the threads begin one after the other within the window; the server answers later than that,
 * so that no connection comes back while others are still being taken. Whichever end of its pool a client takes from, the
 * idle times lie on both sides of the middle, closest around it. Prints the requests that failed, as {@code failed PATH
 * EPOCH_MILLIS ERROR}.
 *
 * <p>Arguments: client (see {@link #sender}), URL, threads, rounds, middle of the idle times in ms, seed, when to begin (ms of the epoch).
 */
public final class SweepProgram {
    /** How long a round's requests take to leave. */
    private static final long WINDOW_MILLIS = 300;

    /** How long the server holds its answers; a little more than the window. */
    public static final long HOLD_MILLIS = 340;

    /** How far rounds are off the middle at most. */
    private static final double SPREAD_MILLIS = 90;

    /** One client. */
    interface Sender {
        /** Sends one POST and reads its answer to the end. */
        void post(String url) throws Exception;
    }

    private final Sender sender;
    private final String url;
    private final int threads;
    private final long[] pauseNanos;
    private final CyclicBarrier between;
    /** Both are changed by the barrier, while all threads wait. */
    private int round = -1;

    private long startNanos;

    private SweepProgram(Sender sender, String url, int threads, long[] pauseNanos, long startNanos) {
        this.sender = sender;
        this.url = url;
        this.threads = threads;
        this.pauseNanos = pauseNanos;
        this.startNanos = startNanos;
        this.between = new CyclicBarrier(threads, this::nextRound);
    }

    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[3]);
        long[] pauses = pauses(rounds, Integer.parseInt(arguments[4]), new Random(Long.parseLong(arguments[5])));
        long beginsInMillis = Math.max(0, Long.parseLong(arguments[6]) - System.currentTimeMillis());
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(beginsInMillis);
        new SweepProgram(sender(arguments[0]), arguments[1], Integer.parseInt(arguments[2]), pauses, begin).run();
        System.out.println("done");
        System.exit(0);
    }

    private static Sender sender(String client) throws ReflectiveOperationException {
        return client.equals("HttpClient")
                ? Class.forName("io.resetguard.sweep.HttpClientSender")
                        .asSubclass(Sender.class)
                        .getConstructor()
                        .newInstance()
                : new UrlConnectionSender(client.endsWith("streamed"));
    }

    /** Evenly on both sides of the middle, denser near it, in random order. */
    private static long[] pauses(int rounds, int middleMillis, Random random) {
        long[] pauses = new long[rounds];
        for (int i = 0; i < rounds; i++) {
            double off = rounds == 1 ? 0 : 2.0 * i / (rounds - 1) - 1;
            pauses[i] = (long) ((middleMillis + SPREAD_MILLIS * off * Math.abs(off)) * 1e6);
        }
        for (int i = rounds - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            long swapped = pauses[i];
            pauses[i] = pauses[other];
            pauses[other] = swapped;
        }
        return pauses;
    }

    private void run() throws InterruptedException {
        Thread[] all = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int number = i;
            all[i] = new Thread(null, () -> rounds(number), "sender-" + i, 256 * 1024);
            all[i].start();
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    private void rounds(int number) {
        try {
            for (int i = 0; i < pauseNanos.length; i++) {
                between.await();
                awaitNanos(startNanos + TimeUnit.MILLISECONDS.toNanos(WINDOW_MILLIS) * number / threads);
                send("/" + round + "-" + number);
            }
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
    }

    private void nextRound() {
        round++;
        long hold = TimeUnit.MILLISECONDS.toNanos(HOLD_MILLIS);
        startNanos =
                round == 0 ? System.nanoTime() : Math.max(System.nanoTime(), startNanos + hold + pauseNanos[round]);
    }

    private static void awaitNanos(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private void send(String path) {
        try {
            sender.post(url + path);
        } catch (Exception e) {
            System.out.println("failed " + path + " " + System.currentTimeMillis() + " " + e);
        }
    }
}
