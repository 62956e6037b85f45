package io.resetguard.event;

/** Makes a thread that inherits no thread locals, where the JDK can. */
interface ThreadMaker {
    Thread make(ThreadGroup group, Runnable body, String name);
}
