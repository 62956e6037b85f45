package io.resetguard.soak;

import java.io.File;
import java.lang.management.ManagementFactory;

/** What a JVM has at one moment, after a garbage collection. Immutable. */
final class Sample {
    private static final long MIB = 1024 * 1024;

    final long heapMib;
    final int threads;
    /** -1 where the system does not tell. */
    final int descriptors;

    final int classes;
    /** Of redeployed applications. */
    final int loaders;

    private Sample(int loaders) {
        this.loaders = loaders;
        this.heapMib = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
        this.threads = ManagementFactory.getThreadMXBean().getThreadCount();
        this.classes = ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
        String[] open = new File("/proc/self/fd").list();
        this.descriptors = open == null ? -1 : open.length;
    }

    static Sample after(Redeploys redeploys) {
        System.gc();
        return new Sample(redeploys.alive());
    }

    @Override
    public String toString() {
        return "heap=" + heapMib + "MiB threads=" + threads + " descriptors=" + descriptors + " classes=" + classes
                + " loaders=" + loaders;
    }
}
