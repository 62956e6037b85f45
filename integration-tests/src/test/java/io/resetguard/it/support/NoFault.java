package io.resetguard.it.support;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;

/** That the agent had no fault of its own, told or only counted. */
public final class NoFault {
    private NoFault() {}

    /** Of an agent that is still running, or of some of its events. */
    public static void in(List<EventLine> lines) {
        assertEquals(List.of(), faults(lines));
    }

    /** All that were. */
    public static List<String> faults(List<EventLine> lines) {
        return lines.stream().filter(NoFault::isFault).map(EventLine::toString).toList();
    }

    /** Of an agent that has ended: its start and its stop are there, and the stop counts none. */
    public static void inWhole(List<EventLine> lines) {
        assertEquals(
                List.of("start", "stop"),
                lines.stream()
                        .filter(line -> line.event().equals("agent"))
                        .map(line -> line.text("reason").orElse(""))
                        .toList());
        in(lines);
    }

    private static boolean isFault(EventLine line) {
        String reason = line.event().equals("agent") ? line.text("reason").orElse("") : "";
        return reason.equals("fault") || (reason.equals("stop") && line.count("suppressed") > 0);
    }
}
