package io.resetguard.bench;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Arrays;

/**
 * Healthy keep-alive requests, one after the other. Prints, for each measured round, the wall time, the CPU time and the
 * allocation of one request, over all threads of the JVM but the server's.
 *
 * <p>Arguments: client (HttpURLConnection or HttpClient), warm-up requests, requests a round, rounds.
 */
public final class BenchWorkload {

    /** One client. */
    public interface Requester {
        /** Sends one request and reads its response to the end. */
        void request() throws Exception;
    }

    private BenchWorkload() {}

    /** Entry. */
    public static void main(String[] arguments) throws Exception {
        KeepAliveServer server = new KeepAliveServer();
        Requester requester = arguments[0].equals("HttpClient")
                ? Class.forName("io.resetguard.bench.HttpClientRequester")
                        .asSubclass(Requester.class)
                        .getConstructor(String.class)
                        .newInstance(server.url())
                : urlConnection(server.url());
        int perRound = Integer.parseInt(arguments[2]);
        send(requester, Integer.parseInt(arguments[1]));
        int rounds = Integer.parseInt(arguments[3]);
        for (int round = 0; round < rounds; round++) {
            Usage before = Usage.now();
            send(requester, perRound);
            Usage used = Usage.now().since(before);
            System.out.println("round " + (double) used.wallNanos / perRound + " " + (double) used.cpuNanos / perRound
                    + " " + (double) used.bytes / perRound);
        }
        System.exit(0);
    }

    private static void send(Requester requester, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            requester.request();
        }
    }

    static Requester urlConnection(String url) {
        byte[] buffer = new byte[256];
        return () -> {
            HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
            try (InputStream in = connection.getInputStream()) {
                int n = in.read(buffer);
                while (n >= 0) {
                    n = in.read(buffer);
                }
            }
        };
    }

    /** What the JVM's threads, without the server's, have used so far. */
    private static final class Usage {
        final long wallNanos;
        final long cpuNanos;
        final long bytes;

        Usage(long wallNanos, long cpuNanos, long bytes) {
            this.wallNanos = wallNanos;
            this.cpuNanos = cpuNanos;
            this.bytes = bytes;
        }

        static Usage now() {
            com.sun.management.ThreadMXBean threads =
                    (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
            long[] ids = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                    .filter(info -> info != null && !info.getThreadName().equals("bench-server"))
                    .mapToLong(ThreadInfo::getThreadId)
                    .toArray();
            long cpu = 0;
            for (long id : ids) {
                cpu += Math.max(0, threads.getThreadCpuTime(id));
            }
            long bytes = Arrays.stream(threads.getThreadAllocatedBytes(ids)).sum();
            return new Usage(System.nanoTime(), cpu, bytes);
        }

        Usage since(Usage before) {
            return new Usage(wallNanos - before.wallNanos, cpuNanos - before.cpuNanos, bytes - before.bytes);
        }
    }
}
