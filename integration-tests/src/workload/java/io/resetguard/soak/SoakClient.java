package io.resetguard.soak;

/** A client that sends a request and reads its answer to the end. Thread-safe. */
interface SoakClient {
    /** Returns what is wrong with the answer, empty for nothing. */
    String send(SoakRequest request) throws Exception;
}
