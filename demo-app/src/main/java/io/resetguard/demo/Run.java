package io.resetguard.demo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What one run of the application brought. Filled by {@link ColumnRun}, read by {@link Comparison}. */
final class Run {
    final Column column;

    /** By step: the service's port, what the application saw, what the service received. */
    final Map<String, Integer> ports = new HashMap<>();

    final Map<String, String> saw = new HashMap<>();
    final Map<String, Received> received = new HashMap<>();

    /** What the agent told, in order; empty without agent. */
    final List<AgentEvent> events = new ArrayList<>();

    /** What broke in the demonstration itself. A request that failed is not among it. */
    final List<String> problems = new ArrayList<>();

    Run(Column column) {
        this.column = column;
    }

    String saw(Step step) {
        return saw.getOrDefault(step.key(), "(did not run)");
    }

    String received(Step step) {
        Received counts = received.get(step.key());
        return counts == null ? "(unknown)" : counts.describe(step.scenario);
    }

    /** The events of one step: it had the origin to itself. */
    List<AgentEvent> events(Step step) {
        List<AgentEvent> own = new ArrayList<>();
        Integer port = ports.get(step.key());
        for (AgentEvent event : events) {
            if (port != null && event.mentionsPort(port)) {
                own.add(event);
            }
        }
        return own;
    }
}
