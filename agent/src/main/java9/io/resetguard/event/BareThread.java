package io.resetguard.event;

/**
 * JDK 9 and later. Loaded by name, and only there: called by reflection, the constructor costs JDK 21 and newer 50 ms, for
 * the first of its shape has method handles made for it.
 */
final class BareThread implements ThreadMaker {

    @Override
    public Thread make(ThreadGroup group, Runnable body, String name) {
        return new Thread(group, body, name, 0, false);
    }
}
