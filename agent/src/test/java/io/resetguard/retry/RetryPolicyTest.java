package io.resetguard.retry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.config.Options;
import io.resetguard.config.OptionsReader;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.exchange.Resets;
import io.resetguard.exchange.Signal;
import io.resetguard.origin.Origins;
import java.io.FileNotFoundException;
import java.util.Collections;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryPolicyTest {

    private double chance;
    private Origins origins = new Origins();
    private RetryLimits limits = new RetryLimits(1, origins);

    @ParameterizedTest
    @ValueSource(strings = {"GET", "PUT", "POST", "PATCH"})
    void what_never_went_out_is_sent_again_whatever_its_method(String method) {
        RetryDecision again = decide("proven", nothingSent(method));
        assertTrue(again.again());
        assertEquals(Tier.P0, again.tier());
        assertEquals(RetryReason.NOTHING_WAS_SENT, again.reason());
    }

    @Test
    void what_the_peer_refused_is_sent_again() {
        RetryDecision again =
                decide("proven", replayable(Resets.httpClient().h2(7, 5, -1).signal(Signal.RST_STREAM)));
        assertTrue(again.again());
        assertEquals(RetryReason.PEER_SAYS_UNPROCESSED, again.reason());
    }

    @Test
    void what_lacks_proof_is_not_sent_again_where_proof_is_asked_for() {
        no(
                RetryReason.NOT_PROVEN,
                decide("proven", replayable(Resets.urlConnection().idle(7000))));
        no(RetryReason.NOT_PROVEN, decide("proven,retry.fresh=true", replayable(Resets.urlConnection())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE"})
    void idempotent_methods_are_sent_again_after_a_reused_connection(String method) {
        RetryDecision again = decide("idempotent", replayable(stale(method)));
        assertTrue(again.again(), again.toString());
        assertEquals(Tier.S, again.tier());
        assertEquals(RetryReason.IDEMPOTENT_ON_REUSED_CONNECTION, again.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "PROPFIND", "get"})
    void other_methods_are_not(String method) {
        no(RetryReason.NOT_IDEMPOTENT, decide("idempotent", replayable(stale(method))));
        no(RetryReason.NOT_IDEMPOTENT, decide("idempotent,retry.fresh=true", replayable(fresh(method))));
    }

    @Test
    void unless_the_user_says_so_or_the_request_has_a_key() {
        assertTrue(decide("idempotent,retry.methods=PROPFIND", replayable(stale("PROPFIND")))
                .again());
        RetryDecision keyed = decide("idempotent", replayable(stale("POST")).keyed(true));
        assertTrue(keyed.again());
        assertEquals(RetryReason.KEYED_ON_REUSED_CONNECTION, keyed.reason());
    }

    @Test
    void a_fresh_connection_takes_retry_fresh_and_a_safe_method() {
        no(RetryReason.FRESH_CONNECTION, decide("idempotent", replayable(fresh("GET"))));
        RetryDecision again = decide("idempotent,retry.fresh=true", replayable(fresh("GET")));
        assertTrue(again.again());
        assertEquals(RetryReason.SAFE_ON_FRESH_CONNECTION, again.reason());
        no(
                RetryReason.NOT_SAFE_ON_FRESH_CONNECTION,
                decide("idempotent,retry.fresh=true", replayable(fresh("DELETE"))));
        no(
                RetryReason.NOT_SAFE_ON_FRESH_CONNECTION,
                decide("idempotent,retry.fresh=true", replayable(fresh("POST")).keyed(true)));
    }

    @Test
    void nothing_is_sent_again_once_an_answer_had_begun() {
        no(
                RetryReason.RESPONSE_HAD_BEGUN,
                decide("idempotent,retry.fresh=true", replayable(stale("GET").received(1))));
    }

    @Test
    void nor_without_its_body_nor_across_a_switch_of_protocols_nor_for_nobody() {
        no(RetryReason.BODY_NOT_REPLAYABLE, decide("proven", nothingSent("PUT").replayable(false)));
        no(RetryReason.PROTOCOL_SWITCH, decide("proven", nothingSent("GET").switchesProtocol(true)));
        no(RetryReason.CANCELLED, decide("proven", nothingSent("GET").cancelled(true)));
    }

    @Test
    void a_send_that_got_nowhere_proves_nothing_of_the_sends_before_it() {
        no(RetryReason.NOT_PROVEN, decide("proven", nothingSent("GET").earlier(Tier.S)));
        no(RetryReason.NOT_IDEMPOTENT, decide("idempotent", nothingSent("POST").earlier(Tier.S)));
        no(
                RetryReason.RESPONSE_HAD_BEGUN,
                decide("idempotent", nothingSent("GET").earlier(Tier.X)));
        assertTrue(decide("idempotent", nothingSent("GET").earlier(Tier.S)).again());
    }

    @Test
    void without_proof_the_agent_adds_one_send() {
        no(
                RetryReason.RETRIED_BEFORE,
                decide("idempotent", replayable(stale("GET")).agentSends(1)));
    }

    @Test
    void with_proof_it_adds_retry_max_sends() {
        assertTrue(decide("proven", nothingSent("POST").agentSends(1)).again());
        no(RetryReason.MAX_REACHED, decide("proven", nothingSent("POST").agentSends(2)));
        no(
                RetryReason.MAX_REACHED,
                decide("proven,retry.max=1", nothingSent("POST").agentSends(1)));
    }

    @Test
    void the_sends_of_the_jdk_count() {
        assertTrue(decide("idempotent", replayable(stale("GET").sends(2))).again());
        no(
                RetryReason.MAX_REACHED,
                decide("idempotent,retry.max=1", replayable(stale("GET").sends(2))));
        no(RetryReason.MAX_REACHED, decide("idempotent", replayable(stale("GET").sends(3))));
    }

    @Test
    void the_delay_is_spread_over_25_ms_and_then_over_75() {
        assertEquals(0, decide("proven", nothingSent("GET")).delayNanos());
        chance = 0.5;
        assertEquals(micros(12_500), decide("proven", nothingSent("GET")).delayNanos());
        assertEquals(
                micros(37_500),
                decide("proven", nothingSent("GET").agentSends(1)).delayNanos());
    }

    @Test
    void the_applications_own_time_outs_are_the_limit_of_the_whole() {
        assertTrue(
                decide("proven", nothingSent("GET").timeoutNanos(micros(5_000)).elapsedNanos(micros(2_999)))
                        .again());
        no(
                RetryReason.DEADLINE, // connecting took 1 ms, and a retry wants twice that
                decide("proven", nothingSent("GET").timeoutNanos(micros(5_000)).elapsedNanos(micros(3_001))));
        chance = 0.5;
        no(
                RetryReason.DEADLINE,
                decide("proven", nothingSent("GET").timeoutNanos(micros(10_000)).elapsedNanos(0)));
    }

    @Test
    void without_any_it_is_retry_deadline() {
        assertTrue(decide("proven", nothingSent("GET").elapsedNanos(TimeUnit.SECONDS.toNanos(9)))
                .again());
        no(RetryReason.DEADLINE, decide("proven", nothingSent("GET").elapsedNanos(TimeUnit.SECONDS.toNanos(10))));
        no(
                RetryReason.DEADLINE,
                decide("proven,retry.deadline=2s", nothingSent("GET").elapsedNanos(TimeUnit.SECONDS.toNanos(2))));
    }

    @Test
    void a_budget_that_is_used_up_is_the_end_but_not_for_what_the_peer_refused() {
        RetryPolicy policy = policy("idempotent,retry.budget=10%");
        for (int i = 0; i < 3; i++) {
            over(policy.decide(replayable(stale("GET")).build()), true);
        }
        no(RetryReason.BUDGET, policy.decide(replayable(stale("GET")).build()));
        no(RetryReason.BUDGET, policy.decide(nothingSent("GET").build()));
        assertTrue(policy.decide(refused().build()).again());
    }

    @Test
    void what_the_peer_refused_is_bounded_as_the_rest_from_the_second_time_on() {
        RetryPolicy policy = policy("proven");
        for (int i = 0; i < 3; i++) {
            over(policy.decide(nothingSent("GET").build()), true);
        }
        no(RetryReason.BUDGET, policy.decide(refused().agentSends(1).build()));
        no(RetryReason.BUDGET, policy.decide(replayable(refusal().sends(2)).build()));
    }

    @Test
    void an_origin_whose_retries_fail_gets_none_but_of_what_it_gives_back_itself() {
        RetryPolicy policy = policy("idempotent");
        for (int i = 0; i < 3; i++) {
            over(policy.decide(nothingSent("GET").build()), false);
        }
        no(RetryReason.BREAKER_OPEN, policy.decide(nothingSent("GET").build()));
        no(RetryReason.BREAKER_OPEN, policy.decide(replayable(stale("GET")).build()));
        assertTrue(policy.decide(refused().build()).again());
        no(RetryReason.BREAKER_OPEN, policy.decide(refused().agentSends(1).build()));
    }

    @Test
    void no_more_than_three_are_under_way_where_nothing_is_known_of_requests_in_flight() {
        RetryPolicy policy = policy("idempotent,retry.budget=100%");
        for (int i = 0; i < 100; i++) {
            limits.requestBegan(origins.of(Resets.ORIGIN), 0);
        }
        RetryDecision first = policy.decide(replayable(stale("GET")).build());
        assertTrue(policy.decide(replayable(stale("GET")).build()).again());
        assertTrue(policy.decide(nothingSent("GET").build()).again());
        no(RetryReason.CONCURRENT, policy.decide(replayable(stale("GET")).build()));
        assertTrue(policy.decide(refused().build()).again());
        limits.withdrawn(stale("GET").build(), first, 0);
        assertTrue(policy.decide(replayable(stale("GET")).build()).again());
    }

    @Test
    void below_a_layer_that_retries_nothing_is_added_nor_taken() {
        RetryPolicy policy = policy("idempotent");
        for (int i = 0; i < 10; i++) {
            no(RetryReason.RETRYING_LAYER, policy.decide(below(stale("GET"))));
            no(RetryReason.RETRYING_LAYER, policy.decide(below(fresh("POST").phase(Phase.TLS_HANDSHAKE))));
            no(RetryReason.RETRYING_LAYER, policy.decide(below(refusal())));
            no(RetryReason.NOT_IDEMPOTENT, policy.decide(below(stale("POST"))));
        }
        for (int i = 0; i < 3; i++) {
            over(policy.decide(replayable(stale("GET")).build()), true);
        }
        no(RetryReason.BUDGET, policy.decide(replayable(stale("GET")).build()));
    }

    @Test
    void a_thread_that_waits_for_itself_alone_is_no_layer() {
        assertTrue(decide("idempotent", replayable(stale("GET")).waiting(Thread.currentThread()))
                .again());
    }

    private static RetryCandidate below(Resets reset) {
        return replayable(reset)
                .bodyHandler("io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientImpl$BodyHandlerAdapter")
                .build();
    }

    @Test
    void time_outs_without_end_are_no_overflow() {
        RetryDecision decision = decide("proven", nothingSent("GET").timeoutNanos(Long.MAX_VALUE));
        assertTrue(decision.again());
        assertEquals(TimeUnit.HOURS.toNanos(1), decision.untilNanos());
    }

    @Test
    void what_is_not_sent_again_for_another_reason_takes_nothing_from_the_budget() {
        RetryPolicy policy = policy("idempotent");
        for (int i = 0; i < 10; i++) {
            no(
                    RetryReason.NOT_IDEMPOTENT,
                    policy.decide(replayable(stale("POST")).build()));
        }
        assertTrue(policy.decide(replayable(stale("GET")).build()).again());
    }

    private void over(RetryDecision decision, boolean answered) {
        assertTrue(decision.again(), decision.toString());
        limits.ended(
                new Retried(stale("GET").build(), decision, 2, 2, answered ? 200 : -1, answered ? micros(1) : -1), 0);
    }

    private static void no(RetryReason reason, RetryDecision decision) {
        assertFalse(decision.again(), decision.toString());
        assertEquals(reason, decision.reason());
        assertEquals(0, decision.delayNanos());
    }

    private static Resets stale(String method) {
        return fresh(method).idle(7000);
    }

    private static Resets fresh(String method) {
        return Resets.urlConnection().sending(method, 200).phase(Phase.AWAIT_RESPONSE);
    }

    private static RetryCandidate.Builder nothingSent(String method) {
        return replayable(fresh(method).phase(Phase.TLS_HANDSHAKE));
    }

    private static RetryCandidate.Builder refused() {
        return replayable(refusal());
    }

    private static Resets refusal() {
        return Resets.httpClient().h2(7, 5, -1).signal(Signal.RST_STREAM);
    }

    private static RetryCandidate.Builder replayable(Resets reset) {
        return RetryCandidate.after(reset.build()).replayable(true);
    }

    private RetryDecision decide(String retry, RetryCandidate.Builder candidate) {
        return policy(retry).decide(candidate.build());
    }

    private RetryPolicy policy(String retry) {
        Options options = OptionsReader.read("retry=" + retry, new Properties(), Collections.emptyMap(), path -> {
            throw new FileNotFoundException(path);
        });
        assertEquals(Collections.emptyList(), options.problems());
        origins = new Origins();
        limits = new RetryLimits(options.retryBudgetShare(), origins);
        return new RetryPolicy(options, limits, () -> 0, () -> chance);
    }

    private static long micros(long micros) {
        return TimeUnit.MICROSECONDS.toNanos(micros);
    }
}
