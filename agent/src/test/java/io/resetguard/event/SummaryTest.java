package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Summary summary = new Summary();

    @Test
    void nothing_happened_nothing_is_said() {
        assertEquals(List.of(), summary.render(0, 0));
        summary.record(Event.builder(EventType.AGENT).build());
        summary.record(Event.builder(EventType.ORIGIN).build());
        assertEquals(List.of(), summary.render(0, 0));
    }

    @Test
    void what_happened_is_counted_by_kind_origin_and_cause() {
        summary.record(reset("stale_keep_alive", "surfaced"));
        summary.record(reset("stale_keep_alive", "jdk_resent"));
        summary.record(reset("server_restart", "surfaced"));
        summary.record(
                Event.builder(EventType.JDK_RESEND).put(EventKey.METHOD, "POST").build());
        summary.record(Event.builder(EventType.TRUNCATED_BODY)
                .put(EventKey.OUTCOME, "surfaced")
                .build());
        List<String> lines = summary.render(3, 0);
        assertEquals(
                "summary: peer_reset=3 truncated_body=1 jdk_resend=1 surfaced=3 hidden=1 dropped=3 suppressed=0",
                lines.get(0));
        assertTrue(
                lines.get(1).startsWith("  the JDK sent 1 request that is not idempotent a second time"), lines.get(1));
        assertEquals("  https://a.example:443 server_restart=1 stale_keep_alive=2", lines.get(2));
        assertEquals("  unknown origin unknown=1", lines.get(3));
    }

    @Test
    void what_was_provably_unprocessed_cannot_have_been_done_twice() {
        for (String tier : new String[] {"P0", "P1"}) {
            summary.record(Event.builder(EventType.JDK_RESEND)
                    .put(EventKey.METHOD, "POST")
                    .put(EventKey.RETRY_TIER, tier)
                    .build());
        }
        assertEquals(List.of("summary: jdk_resend=2 surfaced=0 hidden=0 dropped=0 suppressed=0"), summary.render(0, 0));
        assertEquals(0L, summary.stop(Events.STAMP, 0, 0).counts().get("duplicates"));
    }

    @Test
    void a_fault_or_a_drop_alone_is_told() {
        assertEquals(List.of("summary: surfaced=0 hidden=0 dropped=0 suppressed=1"), summary.render(0, 1));
        assertEquals(List.of("summary: surfaced=0 hidden=0 dropped=2 suppressed=0"), summary.render(2, 0));
    }

    @Test
    void the_stop_event_has_all_counts() {
        summary.record(reset("stale_keep_alive", "surfaced"));
        Event stop = summary.stop(Events.STAMP, 2, 1);
        assertEquals("stop", stop.get(EventKey.REASON));
        assertEquals(1L, stop.counts().get("peer_reset"));
        assertEquals(0L, stop.counts().get("retry"));
        assertEquals(1L, stop.counts().get("cause.stale_keep_alive"));
        assertEquals(2L, stop.counts().get("dropped"));
        assertEquals(1L, stop.counts().get("suppressed"));
    }

    @Test
    void what_was_prevented_is_counted_by_reason_told_or_not() {
        summary.prevented("peer_closed");
        summary.prevented("learned_idle");
        summary.prevented("learned_idle");
        summary.record(Event.builder(EventType.PREVENTED).build());
        List<String> lines = summary.render(0, 0);
        assertEquals("summary: prevented=3 surfaced=0 hidden=0 dropped=0 suppressed=0", lines.get(0));
        assertEquals("  idle connections not used again: learned_idle=2 peer_closed=1", lines.get(1));
        Event stop = summary.stop(Events.STAMP, 0, 0);
        assertEquals(3L, stop.counts().get("prevented"));
        assertEquals(2L, stop.counts().get("prevented.learned_idle"));
    }

    @Test
    void a_crawler_with_a_million_origins_costs_a_hundred() {
        for (int i = 0; i < 10_000; i++) {
            summary.record(Event.builder(EventType.PEER_RESET)
                    .put(EventKey.ORIGIN, "https://h" + i + ":443")
                    .put(EventKey.CAUSE, "c" + i)
                    .build());
        }
        List<String> lines = summary.render(0, 0);
        assertEquals("  and 81 more origins", lines.get(lines.size() - 1));
        assertTrue(summary.stop(Events.STAMP, 0, 0).counts().size() < 200);
    }

    private static Event reset(String cause, String outcome) {
        return Events.reset()
                .put(EventKey.CAUSE, cause)
                .put(EventKey.OUTCOME, outcome)
                .build();
    }
}
