package io.resetguard.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Many threads send to many origins for a while, with both clients, and look at each answer; beside {@link Endurance}. Prints {@code violation …}
 * for what must never be, {@code count NAME NUMBER}, and {@code end sockets=… threads=…} when all is over.
 *
 * <p>Arguments: seconds, threads, seed, origins ({@code http://…}, {@code https://…}, {@code h2:http://…}).
 */
public final class SoakProgram {
    private final List<String> origins;
    private final long endNanos;
    private final long seed;
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<String, AtomicLong>();
    private final Overseer overseer = new Overseer();
    private final SoakClient urlConnection = new UrlConnectionSoakClient();
    /** One, or none on JDK 8. */
    private final List<SoakClient> httpClient = httpClient();

    private SoakProgram(long seconds, long seed, List<String> origins) {
        this.endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        this.seed = seed;
        this.origins = origins;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> origins = new ArrayList<String>();
        for (int i = 3; i < arguments.length; i++) {
            origins.add(arguments[i]);
        }
        Remains before = Remains.now();
        SoakProgram program = new SoakProgram(Long.parseLong(arguments[0]), Long.parseLong(arguments[2]), origins);
        Endurance endurance = new Endurance(origins, Long.parseLong(arguments[0]));
        endurance.start(program.seed);
        program.run(Integer.parseInt(arguments[1]));
        program.tellCounts();
        program.httpClient.clear(); // so that it is collected, with its pool
        endurance.tell();
        System.out.println("end " + Remains.awaitLike(before, program.failedHttpClientCalls()));
        System.exit(0);
    }

    static List<SoakClient> httpClient() {
        List<SoakClient> one = new CopyOnWriteArrayList<SoakClient>();
        try {
            one.add(Class.forName("io.resetguard.soak.HttpClientSoakClient")
                    .asSubclass(SoakClient.class)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            return one; // JDK 8
        }
        return one;
    }

    private void run(int threads) throws InterruptedException {
        List<Thread> senders = new ArrayList<Thread>();
        for (int i = 0; i < threads; i++) {
            int number = i;
            Thread sender = new Thread(null, () -> send(number), "sender-" + i, 512 * 1024);
            senders.add(sender);
            sender.start();
        }
        overseer.watchWhileAlive(senders);
    }

    private void send(int thread) {
        Random random = new Random(seed * 1_000 + thread);
        for (int n = 0; System.nanoTime() - endNanos < 0; n++) {
            String origin = origins.get(random.nextInt(origins.size()));
            SoakRequest request = new SoakRequest(thread + "-" + n, origin, random);
            boolean urlConnectionsTurn = httpClient.isEmpty() || (!request.http2 && random.nextBoolean());
            send(request, urlConnectionsTurn ? urlConnection : httpClient.get(0));
            // Bursts, and pauses in which connections go stale.
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(4) == 0 ? random.nextInt(2_000) : 20));
        }
    }

    private void send(SoakRequest request, SoakClient client) {
        String what = client.getClass().getSimpleName().replace("SoakClient", "") + (request.http2 ? "/2" : "");
        overseer.begin(request.method + " " + request.url());
        count(what);
        try {
            String complaint = client.send(request);
            if (complaint.isEmpty()) {
                count(what + ".answered");
            } else {
                System.out.println("violation wrong answer: " + what + " " + request.method + " " + complaint);
            }
        } catch (Exception e) {
            count(what + ".failed." + e.getClass().getSimpleName());
        } finally {
            overseer.end();
        }
    }

    private void count(String name) {
        AtomicLong count = counts.get(name);
        if (count == null) {
            counts.putIfAbsent(name, new AtomicLong());
            count = counts.get(name);
        }
        count.incrementAndGet();
    }

    private long failedHttpClientCalls() {
        long failed = 0;
        for (Map.Entry<String, AtomicLong> entry : counts.entrySet()) {
            failed += entry.getKey().matches("HttpClient.*[.]failed[.].*")
                    ? entry.getValue().get()
                    : 0;
        }
        return failed;
    }

    private void tellCounts() {
        count("longest-ms", overseer.longestMillis());
        for (Map.Entry<String, AtomicLong> entry : new TreeMap<String, AtomicLong>(counts).entrySet()) {
            System.out.println("count " + entry.getKey() + " " + entry.getValue());
        }
    }

    private void count(String name, long value) {
        counts.put(name, new AtomicLong(value));
    }
}
