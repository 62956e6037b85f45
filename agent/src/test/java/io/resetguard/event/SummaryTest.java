package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.OriginProfile;
import io.resetguard.origin.Origins;
import java.util.List;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Summary summary = new Summary();

    @Test
    void nothing_happened_nothing_is_said() {
        assertEquals(List.of(), summary.render(0, 0, List.of()));
        summary.record(Event.builder(EventType.AGENT).build());
        summary.record(Event.builder(EventType.ORIGIN).build());
        assertEquals(List.of(), summary.render(0, 0, List.of()));
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
        List<String> lines = summary.render(3, 0, List.of());
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
        assertEquals(
                List.of("summary: jdk_resend=2 surfaced=0 hidden=0 dropped=0 suppressed=0"),
                summary.render(0, 0, List.of()));
        assertEquals(0L, summary.stop(Events.STAMP, 0, 0).counts().get("duplicates"));
    }

    @Test
    void what_an_origin_is_known_for_stands_behind_its_causes() {
        Origins origins = new Origins();
        OriginProfile origin = origins.of("https://a.example:443");
        TrackedConnection connection = new TrackedConnection(0, true, true, ended -> {});
        origins.requestBegan(connection, true, "a.example", 443, 1);
        summary.record(reset("stale_keep_alive", "retried"));
        summary.record(Event.builder(EventType.RETRY)
                .put(EventKey.ORIGIN, "https://a.example:443")
                .put(EventKey.STATUS, 200)
                .put(EventKey.RECOVERED_MS, 12.6)
                .build());
        summary.record(Event.builder(EventType.RETRY)
                .put(EventKey.ORIGIN, "https://a.example:443")
                .build());
        assertEquals(
                "  https://a.example:443 stale_keep_alive=1 (1 request; 2 sent again, 1 answered, after 13 ms at the most)",
                summary.render(0, 0, List.of(origin)).get(1));
        assertEquals(13L, summary.of(origin.name()).get("recovered_ms"));
        assertEquals(2L, summary.of(origin.name()).get("retry"));
    }

    @Test
    void time_outs_on_idle_connections_are_told_though_there_is_no_event() {
        Origins origins = new Origins();
        TrackedConnection connection = new TrackedConnection(0, true, true, ended -> {});
        origins.requestBegan(connection, true, "a.example", 443, 1);
        connection.begin(new Exchange(connection, "GET", "https://a.example/", null, 0, Phase.WRITE_HEAD, 1), 1);
        connection.exchangeDone(1);
        Exchange dropped = new Exchange(connection, "GET", "https://a.example/", null, 0, Phase.WRITE_HEAD, 2);
        connection.begin(dropped, 350_000_000_001L);
        origins.timedOut(dropped);
        List<String> lines = summary.render(0, 0, origins.mostUsed(10));
        assertTrue(
                lines.get(1)
                        .startsWith(
                                "  https://a.example:443: 1 time-out on connections that had been idle (for 350.0 s"),
                lines::toString);
    }

    @Test
    void a_fault_or_a_drop_alone_is_told() {
        assertEquals(List.of("summary: surfaced=0 hidden=0 dropped=0 suppressed=1"), summary.render(0, 1, List.of()));
        assertEquals(List.of("summary: surfaced=0 hidden=0 dropped=2 suppressed=0"), summary.render(2, 0, List.of()));
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
        summary.prevented("http://a:80", "peer_closed");
        summary.prevented("http://a:80", "learned_idle");
        summary.prevented("http://a:80", "learned_idle");
        summary.record(Event.builder(EventType.PREVENTED).build());
        List<String> lines = summary.render(0, 0, List.of());
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
        List<String> lines = summary.render(0, 0, List.of());
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
