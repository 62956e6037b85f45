package io.resetguard.demo;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** One scenario with one HTTP client. The service listens on a port of its own for each, so nothing mixes. */
final class Step {

    /** All steps this JVM can run, in order; Java 8 has no {@code java.net.http}. */
    static final List<Step> ALL = all();

    final Scenario scenario;
    final OrdersClient client;

    private Step(Scenario scenario, OrdersClient client) {
        this.scenario = scenario;
        this.client = client;
    }

    private static List<Step> all() {
        List<OrdersClient> clients = OrdersClient.available();
        List<Step> steps = new ArrayList<>();
        for (Scenario scenario : Scenario.values()) {
            for (OrdersClient client : clients) {
                steps.add(new Step(scenario, client));
            }
        }
        return Collections.unmodifiableList(steps);
    }

    /** The step's name between the processes; has no spaces. */
    String key() {
        return scenario + "/" + client.name();
    }

    String title() {
        return scenario.title + " - " + client.name();
    }
}
