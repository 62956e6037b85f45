package io.resetguard.demo;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.demo.Column.Shows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {
    private final Run without = run(new Column("without agent", null, Shows.EFFECT));
    private final Run observe = run(new Column("with agent", "", Shows.LOG));
    private final Run prevent = run(new Column("prevent", "prevent=on", Shows.EFFECT));
    private final Run guard = run(new Column("guard", "mode=guard", Shows.EFFECT));

    @Test
    void fitsThePageWithAnyNumberOfRuns() {
        assertFits(lines(without));
        assertFits(lines(without, observe));
        assertFits(lines(without, observe, prevent, guard));
    }

    @Test
    void tellsEventsOfTheStepsOwnPort() {
        Step step = Step.ALL.get(2);
        observe.ports.put(step.key(), 4012);
        AgentEvent event = AgentEvent.parse("{\"event\":\"peer_reset\",\"url\":\"http://localhost:4012/\","
                + "\"cause\":\"server_restart\",\"confidence\":\"certain\"}");
        observe.events.addAll(Arrays.asList(event, event));

        assertTrue(String.join("\n", lines(without, observe)).contains("| 2 x peer reset: server_restart"));
    }

    @Test
    void doesNotHideThatTheAgentChangedSomething() {
        observe.saw.put(Step.ALL.get(0).key(), "19 of 20 ok");

        assertTrue(String.join("\n", lines(without, observe)).contains("[this time the application saw:"));
    }

    private static List<String> lines(Run... runs) {
        return new Comparison(Arrays.asList(runs)).lines();
    }

    private static void assertFits(List<String> lines) {
        List<String> tooLong = new ArrayList<>(lines);
        tooLong.removeIf(line -> line.length() <= Page.WIDTH);
        assertTrue(tooLong.isEmpty(), () -> String.join("\n", tooLong));
    }

    private static Run run(Column column) {
        Run run = new Run(column);
        for (Step step : Step.ALL) {
            run.saw.put(step.key(), "1 of 3 ok; 2 x IOException: HTTP/1.1 header parser received no bytes");
            run.received.put(step.key(), Received.parse("4 1 0"));
        }
        return run;
    }
}
