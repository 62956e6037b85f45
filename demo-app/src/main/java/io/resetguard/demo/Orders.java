package io.resetguard.demo;

import java.util.HashMap;
import java.util.Map;

/**
 * The application: an ordinary one, which knows nothing of the agent. Its arguments say on which port of the service
 * each step runs ({@code IDLE_GET/HttpClient=40123}).
 *
 * <p>Lines that begin with {@code @} are for {@link Demo}; the others are its log. Both go out in the order they
 * happened, between the agent's own lines.
 */
public final class Orders {

    /** Where a step begins; its key follows. */
    static final String STEP = "@step ";

    /** What the application saw; follows the step's log. */
    static final String SAW = "@saw ";

    /** After each step: an agent that writes from another thread has then said what it has to say about this one. */
    private static final int SETTLE_MILLIS = 250;

    private Orders() {}

    public static void main(String[] args) throws InterruptedException {
        Map<String, Integer> ports = new HashMap<>();
        for (String arg : args) {
            int equals = arg.indexOf('=');
            ports.put(arg.substring(0, equals), Integer.valueOf(arg.substring(equals + 1)));
        }
        for (Step step : Step.ALL) {
            Integer port = ports.get(step.key());
            if (port == null) {
                continue;
            }
            System.out.println(STEP + step.key());
            String saw = new OrdersStep(step, port).run();
            System.err.println("[orders] " + saw);
            Thread.sleep(SETTLE_MILLIS);
            System.out.println(SAW + saw);
        }
    }
}
