package io.resetguard.event;

import java.security.AccessController;
import java.security.PrivilegedAction;

/**
 * Makes the agent's threads so that they keep nothing of the application's thread that happened to need them first: not its
 * group, its class loader, its inheritable thread locals (Java 9 and later), nor the protection domains on its stack.
 */
public final class WriterThread implements PrivilegedAction<Thread> {
    static final String NAME = "resetguard-writer";

    private final String name;
    private final Runnable body;

    private WriterThread(String name, Runnable body) {
        this.name = name;
        this.body = body;
    }

    /** A daemon, not started. */
    public static Thread create(String name, Runnable body) {
        WriterThread maker = new WriterThread(name, body);
        Thread thread;
        try {
            thread = AccessController.doPrivileged(maker);
        } catch (LinkageError e) {
            // A release that has dropped AccessController has nothing to inherit either.
            thread = maker.run();
        }
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    @Override
    public Thread run() {
        ThreadGroup group = outermostGroup();
        try {
            ThreadMaker bare = Class.forName("io.resetguard.event.BareThread")
                    .asSubclass(ThreadMaker.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return bare.make(group, body, name);
        } catch (ReflectiveOperationException | LinkageError java8) {
            return new Thread(group, body, name);
        }
    }

    private static ThreadGroup outermostGroup() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        for (ThreadGroup parent = group.getParent(); parent != null; parent = group.getParent()) {
            group = parent;
        }
        return group;
    }
}
