package io.resetguard.it.sweep;

/**
 * A request as a client put it on the wire.
 *
 * @param path that no other request of the sweep has
 * @param epochMillis when
 * @param idleMillis how long its connection had been idle; -1 on a new one
 */
record SentRequest(String path, long epochMillis, double idleMillis) {
    boolean reused() {
        return idleMillis >= 0;
    }
}
