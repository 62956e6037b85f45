package io.resetguard.demo;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The service: answers HTTP/1.1 on loopback, on one port for each step, and misbehaves there as the step asks.
 *
 * <p>Says its ports on standard output, serves until its standard input ends (so it never outlives the demonstration),
 * then says what it received.
 */
public final class Inventory {
    static final String PORT = "port ";
    static final String READY = "ready";
    static final String RECEIVED = "received ";

    private Inventory() {}

    public static void main(String[] args) throws IOException {
        Map<Step, InventoryPort> ports = new LinkedHashMap<>();
        for (Step step : Step.ALL) {
            InventoryPort port = InventoryPort.open(step.scenario);
            ports.put(step, port);
            System.out.println(PORT + step.key() + " " + port.number());
        }
        System.out.println(READY);
        while (System.in.read() >= 0) {
            // Only the end matters.
        }
        ports.forEach((step, port) ->
                System.out.println(RECEIVED + step.key() + " " + port.received().line()));
    }
}
