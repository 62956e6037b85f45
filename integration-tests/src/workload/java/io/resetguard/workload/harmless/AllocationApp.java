package io.resetguard.workload.harmless;

import java.lang.management.ManagementFactory;

/** A URL: prints how many bytes its thread allocates for a request, from the 501st to the 1,500th. */
public final class AllocationApp {
    private static final int WARM_UP = 500;
    private static final int REQUESTS = 1000;

    private AllocationApp() {}

    public static void main(String[] arguments) {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        ask(arguments[0], WARM_UP);
        long before = threads.getThreadAllocatedBytes(self);
        ask(arguments[0], REQUESTS);
        System.out.println((threads.getThreadAllocatedBytes(self) - before) / (double) REQUESTS);
    }

    private static void ask(String url, int requests) {
        for (int i = 0; i < requests; i++) {
            String got = QuietApp.ask(url);
            if (!got.startsWith("200 ")) {
                throw new IllegalStateException(got);
            }
        }
    }
}
