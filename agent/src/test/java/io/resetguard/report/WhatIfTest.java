package io.resetguard.report;

import static io.resetguard.report.Recorded.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said to be avoided is what the events count. */
class WhatIfTest {
    @TempDir
    Path folder = Path.of(".");

    private static String failed(double idleMs, String cause, String method) {
        return event(
                "peer_reset",
                "origin",
                "\"https://api:443\"",
                "client",
                "\"HttpClient\"",
                "method",
                "\"" + method + "\"",
                "connection_reused",
                "true",
                "idle_ms",
                idleMs == 0 ? "0" : "" + idleMs,
                "bytes_sent",
                "100",
                "bytes_received",
                "0",
                "cause",
                "\"" + cause + "\"",
                "outcome",
                "\"surfaced\"");
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.addAll(Recorded.times(9, i -> failed(5_100 + i * 100, "stale_keep_alive", "POST")));
        lines.addAll(Recorded.times(3, i -> failed(6_000, "stale_keep_alive", "GET")));
        lines.add(failed(3, "closed_before_response", "GET"));
        lines.add(event(
                "origin",
                "origin",
                "\"https://api:443\"",
                "since",
                "\"2026-11-21T05:41:04.459Z\"",
                "learned_idle_ms",
                "5000",
                "learned_idle_samples",
                "12",
                "counts",
                "{\"requests\":1000,\"reused\":900,\"idle_ok.4000\":500,\"idle_ok.5000\":30,\"idle_ok.more\":1}"));
        return lines;
    }

    @Test
    void a_limit_below_the_learned_one_avoids_what_was_idle_for_longer() {
        Fix limit = WhatIf.rank(Recorded.origin(folder, lines())).get(0);
        assertEquals(
                List.of("prevent=on,prevent.max-idle=4s", "-Djdk.httpclient.keepalive.timeout=4"), limit.settings());
        assertEquals(12, limit.avoided());
        assertEquals(13, limit.seen());
        assertTrue(limit.cost().startsWith("At most 31 connects more"), limit.cost());
    }

    @Test
    void one_odd_end_does_not_set_the_limit_for_all() {
        List<String> lines = Recorded.times(30, i -> failed(5_100 + i, "stale_keep_alive", "POST"));
        lines.add(failed(90, "stale_keep_alive", "POST"));
        Fix limit = fix(lines, "prevent=on,prevent.max-idle=4s", "-Djdk.httpclient.keepalive.timeout=4");
        assertEquals(30, limit.avoided());
    }

    @Test
    void retry_avoids_what_is_idempotent_only() {
        Fix retry = WhatIf.rank(Recorded.origin(folder, lines())).stream()
                .filter(fix -> fix.settings().contains("retry=idempotent"))
                .findFirst()
                .orElseThrow();
        assertEquals(4, retry.avoided());
    }

    @Test
    void prevention_has_to_learn_first_what_nobody_announces() {
        assertEquals(12 - 3, fix(lines(), "prevent=on").avoided());
        List<String> announced = new ArrayList<>(lines());
        announced.replaceAll(
                line -> line.replace("\"connection_reused\"", "\"keep_alive_timeout_s\":5,\"connection_reused\""));
        assertEquals(12, fix(announced, "prevent=on").avoided());
    }

    @Test
    void an_age_at_which_all_ends_come_is_one_to_stay_below() {
        List<String> lines = Recorded.times(8, i -> failed(0, "max_requests_or_age", "POST")
                .replace("\"idle_ms\":0", "\"idle_ms\":0,\"connection_age_ms\":" + (60_000 + i)));
        Fix fix = WhatIf.rank(Recorded.origin(folder, lines)).get(0);
        assertEquals(List.of("prevent=on,prevent.max-age=56s"), fix.settings());
        assertEquals(8, fix.avoided());
    }

    @Test
    void a_server_that_waits_longer_than_its_clients_is_one_too_where_that_is_sensible() {
        assertEquals(
                12,
                fix(withClientLimit(30_000), "raise keepalive_timeout above 30 s")
                        .avoided());
        assertTrue(WhatIf.rank(Recorded.origin(folder, withClientLimit(1_200_000))).stream()
                .noneMatch(fix -> fix.title().contains("server")));
    }

    private static List<String> withClientLimit(long millis) {
        List<String> lines = new ArrayList<>(lines());
        lines.replaceAll(
                line -> line.replace(
                        "\"cause\":\"stale",
                        "\"client_idle_limit_ms\":" + millis
                                + ",\"advice\":[\"client: less\",\"server: raise keepalive_timeout above 30 s\"],\"cause\":\"stale"));
        return lines;
    }

    private Fix fix(List<String> lines, String... settings) {
        return WhatIf.rank(Recorded.origin(folder, lines)).stream()
                .filter(fix -> fix.settings().equals(List.of(settings)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_answer_is_two_sentences_with_the_counts() {
        String answer = Answer.of(Recorded.read(folder, lines())).text();
        assertTrue(
                answer.startsWith(
                        "12 of 13 resets of https://api:443 hit connections that it had closed while they were idle;"
                                + " it was seen to close them after 5 s. Set prevent=on,prevent.max-idle=4s or"
                                + " -Djdk.httpclient.keepalive.timeout=4: that would have avoided 12 of them."),
                answer);
    }

    @Test
    void without_counts_the_cost_is_said_to_be_unknown() {
        List<String> old = lines().subList(0, lines().size() - 1);
        Fix limit = WhatIf.rank(Recorded.origin(folder, old)).get(0);
        assertTrue(limit.cost().contains("not known"), limit.cost());
    }

    @Test
    void what_costs_nothing_is_said_to_cost_nothing() {
        List<String> lines = new ArrayList<>(lines());
        lines.add(lines.remove(lines.size() - 1)
                .replaceAll("\"idle_ok[^,}]*,?", "")
                .replace(",}", "}"));
        Fix limit = WhatIf.rank(Recorded.origin(folder, lines)).get(0);
        assertTrue(limit.cost().startsWith("No connect more"), limit.cost());
    }

    @Test
    void where_no_origin_stands_out_the_answer_is_about_all() {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            lines.add(failed(5_000 + i, "stale_keep_alive", "GET").replace("api:443", "api" + i + ":443"));
        }
        Findings findings = Recorded.read(folder, lines);
        String answer = Answer.of(findings).text();
        assertTrue(answer.startsWith("4 of 4 resets of 4 origins hit connections"), answer);
        assertTrue(answer.contains("prevent.max-idle=4s"), answer);
        assertEquals(4, findings.all().idleFailed().sum());
        assertEquals(
                4,
                findings.all()
                        .timeline()
                        .count(findings.all().timeline().starts().get(0), "stale_keep_alive"));
    }

    /** Who has 100 cut responses and one stale connection does not need a limit of idle times first. */
    @Test
    void a_fix_for_little_is_not_the_answer() {
        List<String> lines = new ArrayList<>(List.of(failed(5_000, "stale_keep_alive", "POST")));
        lines.addAll(Recorded.times(
                9,
                i -> event(
                        "truncated_body",
                        "origin",
                        "\"https://api:443\"",
                        "cause",
                        "\"response_cut\"",
                        "advice",
                        "[\"the log of the server\"]")));
        String answer = Answer.of(Recorded.read(folder, lines)).text();
        assertTrue(answer.endsWith("What to look at: the log of the server."), answer);
    }

    @Test
    void nothing_is_proposed_that_avoids_nothing() {
        assertEquals(
                List.of(),
                WhatIf.rank(Recorded.origin(
                        folder,
                        List.of(event("truncated_body", "origin", "\"http://a:1\"", "cause", "\"response_cut\"")))));
    }

    @Test
    void a_file_without_resets_has_an_answer_too() {
        assertTrue(Answer.of(Recorded.read(folder, List.of(event("agent"))))
                .what
                .startsWith("No connection was ended by its peer under a request: 1 JVM"));
    }
}
