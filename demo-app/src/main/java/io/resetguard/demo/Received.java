package io.resetguard.demo;

import java.util.HashMap;
import java.util.Map;

/** What one port of the service received. Used by all its connections. */
final class Received {
    private final Map<String, Integer> orders = new HashMap<>();
    private int requests;
    private int twice;
    private int handshakes;

    /** Counts a request whose head arrived; {@code /health} only opens connections and is left out. */
    synchronized void count(ServiceRequest request) {
        if (request.path.equals("/health")) {
            return;
        }
        requests++;
        if (request.orderId != null && orders.merge(request.orderId, 1, Integer::sum) == 2) {
            twice++;
        }
    }

    synchronized void countHandshake() {
        handshakes++;
    }

    /** For the other process, see {@link #parse}. */
    synchronized String line() {
        return requests + " " + twice + " " + handshakes;
    }

    static Received parse(String line) {
        String[] numbers = line.trim().split(" ");
        Received received = new Received();
        received.requests = Integer.parseInt(numbers[0]);
        received.twice = Integer.parseInt(numbers[1]);
        received.handshakes = Integer.parseInt(numbers[2]);
        return received;
    }

    /** In a few words, for people. */
    synchronized String describe(Scenario scenario) {
        if (handshakes > 0) {
            return requests + " (" + handshakes + (handshakes == 1 ? " handshake)" : " handshakes)");
        }
        if (twice > 0 && scenario == Scenario.UPLOAD) {
            return requests + " (8 MB sent twice!)";
        }
        if (twice > 0 && scenario == Scenario.IDLE_KEYED) {
            return requests + " (same key: done once)";
        }
        if (twice > 0) {
            return requests + (twice == 1 ? " (same order twice!)" : " (" + twice + " orders twice!)");
        }
        return requests > scenario.requests ? requests + " (sent again)" : String.valueOf(requests);
    }
}
