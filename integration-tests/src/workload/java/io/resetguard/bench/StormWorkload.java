package io.resetguard.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Requests that are all reset, so many a second, for some time. Prints how many came to that, how many a second, CPU
 * nanoseconds and bytes of one, and the heap in use, after a collection, at the beginning and at the end.
 *
 * <p>Arguments: client, URL, threads, requests a second (0: none, for the heap), milliseconds.
 */
public final class StormWorkload {
    private static final long WARM_UP_MILLIS = 3_000;

    private final AtomicLong resets = new AtomicLong();
    private final Requester requester;
    private final int threads;

    private StormWorkload(Requester requester, int threads) {
        this.requester = requester;
        this.threads = threads;
    }

    /** Entry. */
    public static void main(String[] arguments) throws Exception {
        StormWorkload storm = new StormWorkload(requester(arguments[0], arguments[1]), Integer.parseInt(arguments[2]));
        long millis = Long.parseLong(arguments[4]);
        double rate = Double.parseDouble(arguments[3]);
        storm.blow(rate, Math.min(WARM_UP_MILLIS, millis));
        long heapBefore = heap();
        long before = storm.resets.get();
        Usage used = storm.blow(rate, millis);
        long count = storm.resets.get() - before;
        System.out.println("storm " + count + " " + count * 1e9 / used.wallNanos + " " + used.each(count) + " "
                + heapBefore + " " + heap());
        System.exit(0);
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Each thread has its share of the rate, and goes as fast as it can where it is late. */
    private Usage blow(double rate, long millis) throws Exception {
        CountDownLatch done = new CountDownLatch(threads);
        CountDownLatch seen = new CountDownLatch(1);
        long start = System.nanoTime();
        long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
        Usage before = Usage.now();
        List<Thread> senders = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            long offset = (long) (i * 1e9 / rate);
            Thread thread = new Thread(
                    () -> {
                        for (double due = start + offset; due < end; due += threads * 1e9 / rate) {
                            await(due);
                            if (System.nanoTime() > end) {
                                break;
                            }
                            send();
                        }
                        done.countDown();
                        await(seen);
                    },
                    "sender");
            thread.setDaemon(true);
            thread.start();
            senders.add(thread);
        }
        done.await();
        Usage used = Usage.now().since(before);
        seen.countDown();
        for (Thread sender : senders) {
            sender.join();
        }
        return used;
    }

    private static void await(double due) {
        for (long left = (long) due - System.nanoTime(); left > 0; left = (long) due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** A thread that has ended is not counted any more. */
    private static void await(CountDownLatch seen) {
        try {
            seen.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send() {
        try {
            requester.request();
            throw new IllegalStateException("it was not reset");
        } catch (IOException e) {
            resets.incrementAndGet();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A POST that streams is sent once; so is what {@code HttpClient} sends on a fresh connection. */
    private static Requester requester(String client, String url) throws ReflectiveOperationException {
        if (!client.equals("HttpURLConnection")) {
            return Requester.of(client, url);
        }
        return () -> {
            HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(2);
            connection.getOutputStream().write(new byte[] {'o', 'k'});
            connection.getResponseCode();
        };
    }
}
