package io.resetguard.it.wire;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;

/**
 * What a {@link WirePoint} cannot hold: a course of requests, with servers of its own. The row of a table.
 *
 * @param name what happens, and to which request
 * @param client that sends the requests
 * @param since the first JDK that can do it
 * @param play the course
 * @param expectation what comes of it; its outcomes match the whole line of {@link Seen#brief}
 */
record Course(String name, Client client, int since, Play play, Expectation expectation) {
    /** The course itself. */
    @FunctionalInterface
    interface Play {
        Seen in(Scene scene);
    }

    static Course of(Client client, String name, Play play, Expectation expectation) {
        return new Course(name, client, 8, play, expectation);
    }

    /** The course of one JDK on. */
    Course since(int feature) {
        return new Course(name, client, feature, play, expectation);
    }

    boolean on(Jdk jdk) {
        return client.on(jdk) && jdk.feature() >= since;
    }

    @Override
    public String toString() {
        return name;
    }
}
