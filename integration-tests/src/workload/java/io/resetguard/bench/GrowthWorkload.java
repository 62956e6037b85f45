package io.resetguard.bench;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/**
 * What a healthy request costs while something grows, in one JVM that goes from point to point. Prints for each: the
 * value, what {@link Usage#each} says, and the heap after a collection.
 *
 * <p>Arguments: client, URL of a server that answers on every address of 127.0.0.0/8, connections, origins or threads,
 * milliseconds to measure each point, the points.
 */
public final class GrowthWorkload {
    private final String client;
    private final String url;
    private final long millis;
    private final Pool pool;
    /** Connections that are open, or origins that have one. */
    private int grown;

    private GrowthWorkload(String client, String url, long millis) throws ReflectiveOperationException {
        this.client = client;
        this.url = url;
        this.millis = millis;
        pool = Pool.of(client);
    }

    /** Entry. */
    public static void main(String[] arguments) throws Exception {
        GrowthWorkload growth = new GrowthWorkload(arguments[0], arguments[1], Long.parseLong(arguments[3]));
        new Senders(1, false, Requester.of(arguments[0], arguments[1])).spell(3 * growth.millis);
        for (int i = 4; i < arguments.length; i++) {
            growth.point(arguments[2], Integer.parseInt(arguments[i]));
        }
        System.exit(0);
    }

    private void point(String what, int value) throws Exception {
        Requester requester;
        if (what.equals("connections")) {
            requester = connections(value);
        } else if (what.equals("origins")) {
            requester = origins(value);
        } else {
            requester = Requester.of(client, url);
        }
        Senders senders = new Senders(what.equals("threads") ? value : 1, false, requester);
        senders.spell(millis / 2);
        String figures = senders.spell(millis);
        System.gc();
        System.out.println(value + " " + figures + " "
                + ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    /** All idle in the client's pool but the one in use. */
    private Requester connections(int count) throws Exception {
        pool.grow(url, count);
        return () -> pool.request(url);
    }

    /** Each request to the next one, on the one connection it has. */
    private Requester origins(int count) throws Exception {
        List<String> urls = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            urls.add(url.replace("127.0.0.1", "127.1." + i / 250 + "." + (i % 250 + 1)));
        }
        for (; grown < count; grown++) {
            pool.request(urls.get(grown));
        }
        int[] next = {0};
        return () -> {
            next[0] = next[0] + 1 < count ? next[0] + 1 : 0;
            pool.request(urls.get(next[0]));
        };
    }
}
