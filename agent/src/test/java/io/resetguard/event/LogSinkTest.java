package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class LogSinkTest {
    private final Events.Clock clock = new Events.Clock();
    private final Events.Route route = new Events.Route();
    private final HeldBack held = new HeldBack();
    private final LogSink sink = new LogSink(route, false, 5, held, Events.STAMP, clock.nanos::get);

    @Test
    void above_the_rate_lines_are_counted_and_told_in_one_line() {
        for (int i = 0; i < 37; i++) {
            sink.write(Events.reset().build());
        }
        assertEquals(5, route.lines.size());
        sink.tick();
        assertEquals(5, route.lines.size());
        clock.forwardMillis(1000);
        sink.tick();
        assertEquals(6, route.lines.size());
        LogLine last = route.lines.get(5);
        assertTrue(last.text.contains("reason=log_rate"), last.text);
        assertTrue(last.text.contains("32 more lines of this origin within one second"), last.text);
        assertTrue(last.text.contains("origin=https://a.example:443"), last.text);
        assertEquals("resetguard.agent", last.logger());
        sink.write(Events.reset().build());
        assertEquals(7, route.lines.size());
    }

    @Test
    void what_nobody_looked_at_is_in_the_count_whenever_it_came() {
        for (int i = 0; i < 7; i++) {
            sink.write(Events.reset().build());
        }
        for (int i = 0; i < 100; i++) {
            assertEquals(i == 0, held.add(Events.reset().build()));
        }
        clock.forwardMillis(1000);
        sink.tick();
        assertTrue(route.lines.get(5).text.contains("102 more lines"), route.lines.get(5).text);
        assertTrue(held.add(Events.reset().build()), "nobody comes for it");
        sink.tick();
        assertEquals(6, route.lines.size(), "the second is not over");
        clock.forwardMillis(1000);
        sink.tick();
        assertTrue(route.lines.get(6).text.contains("1 more line of this origin"), route.lines.get(6).text);
    }

    @Test
    void the_rate_is_counted_by_origin() {
        for (int i = 0; i < 10; i++) {
            sink.write(Events.reset().build());
            sink.write(Events.reset().put(EventKey.ORIGIN, "http://b").build());
            sink.write(Event.builder(EventType.AGENT).build());
        }
        assertEquals(5 + 5 + 10, route.lines.size());
    }

    @Test
    void a_million_origins_share_one_rate_in_the_end() {
        for (int i = 0; i < 5000; i++) {
            sink.write(Events.reset().put(EventKey.ORIGIN, "http://h" + i).build());
        }
        assertEquals(RateLimit.MAX_ORIGINS + 5, route.lines.size());
    }

    @Test
    void at_exit_what_was_suppressed_is_told_at_once() {
        for (int i = 0; i < 6; i++) {
            sink.write(Events.reset().build());
        }
        sink.hurry();
        sink.tick();
        assertEquals(6, route.lines.size());
    }

    @Test
    void a_line_may_be_json() {
        new LogSink(route, true, 5, held, Events.STAMP, clock.nanos::get)
                .write(Event.builder(EventType.PREVENTED).build());
        assertEquals(List.of("{\"event\":\"prevented\"}"), List.of(route.lines.get(0).text));
    }

    @Test
    void stderr_gets_whole_lines_text_with_a_prefix_json_without() {
        try (Stderr stderr = new Stderr()) {
            new StderrRoute().tell(new LogLine(Events.reset().build(), "peer reset a=b", 0));
            new StderrRoute().tell(new LogLine(Events.reset().build(), "{\"event\":1}", 0));
            assertEquals(List.of("[resetguard] peer reset a=b", "{\"event\":1}"), stderr.lines());
        }
    }
}
