package io.resetguard.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.util.Arrays;

/** What the JVM's Java threads, without those of a server in it, have used: not its compiler's and collector's. */
final class Usage {
    final long wallNanos;
    final long cpuNanos;
    final long bytes;

    private Usage(long wallNanos, long cpuNanos, long bytes) {
        this.wallNanos = wallNanos;
        this.cpuNanos = cpuNanos;
        this.bytes = bytes;
    }

    /** Threads must live on until the second call, or what they used is not seen. Virtual ones are their carriers. */
    static Usage now() {
        com.sun.management.ThreadMXBean threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
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

    /** The difference. */
    Usage since(Usage before) {
        return new Usage(wallNanos - before.wallNanos, cpuNanos - before.cpuNanos, bytes - before.bytes);
    }

    /** Wall nanoseconds, CPU nanoseconds and bytes of one of so many. */
    String each(long count) {
        return (double) wallNanos / count + " " + (double) cpuNanos / count + " " + (double) bytes / count;
    }
}
