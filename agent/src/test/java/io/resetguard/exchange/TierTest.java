package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.exchange.Resend.Tier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TierTest {

    @ParameterizedTest
    @EnumSource(names = {"CONNECT", "PROXY_TUNNEL", "TLS_HANDSHAKE"})
    void before_the_request_itself_nothing_was_sent_whatever_went_to_a_proxy(Phase phase) {
        assertEquals(Tier.P0, of(Resets.httpClient().phase(phase).received(30)));
    }

    @Test
    void a_first_write_that_failed_has_sent_nothing() {
        assertEquals(Tier.P0, of(Resets.urlConnection().sending("POST", 0).phase(Phase.WRITE_HEAD)));
        assertEquals(
                Tier.P0, of(Resets.urlConnection().idle(7000).sending("POST", 0).phase(Phase.WRITE_HEAD)));
    }

    @Test
    void no_bytes_counted_prove_nothing_where_they_could_not_be_counted() {
        Resets older = Resets.urlConnection().unknownAge();
        assertEquals(Tier.S, of(older.sending("POST", 0).phase(Phase.WRITE_HEAD)));
        assertEquals(Tier.U, of(Resets.urlConnection().sending("POST", 0).phase(Phase.AWAIT_RESPONSE)));
    }

    @Test
    void a_refused_stream_was_not_processed() {
        assertEquals(Tier.P1, of(Resets.httpClient().h2(7, 5, -1).signal(Signal.RST_STREAM)));
        assertEquals(Tier.U, of(Resets.httpClient().h2(8, 5, -1).signal(Signal.RST_STREAM)));
    }

    @Test
    void a_time_out_proves_nothing() {
        assertEquals(Tier.U, of(Resets.httpClient().h2(-1, 5, -1).timedOut()));
        assertEquals(Tier.S, of(Resets.httpClient().h2(-1, 5, -1).idle(10).timedOut()));
    }

    @Test
    void a_stream_above_the_last_of_goaway_was_not_processed_and_one_below_may_have_been() {
        assertEquals(Tier.P1, of(Resets.httpClient().h2(0, 5, 3).signal(Signal.GOAWAY)));
        assertEquals(Tier.U, of(Resets.httpClient().h2(0, 3, 3).signal(Signal.GOAWAY)));
        assertEquals(Tier.U, of(Resets.httpClient().h2(0, 5, -1).signal(Signal.GOAWAY)));
    }

    @Test
    void what_came_after_close_was_not_processed_unless_it_was_answered() {
        assertEquals(Tier.P1, of(Resets.httpClient().idle(100).afterClose()));
        assertEquals(Tier.X, of(Resets.httpClient().idle(100).afterClose().received(1)));
        assertEquals(Tier.U, of(Resets.httpClient().afterClose()));
    }

    @Test
    void any_byte_of_an_answer_says_that_it_was_processed() {
        assertEquals(Tier.X, of(Resets.urlConnection().phase(Phase.READ_HEAD)));
        assertEquals(Tier.X, of(Resets.urlConnection().phase(Phase.READ_BODY)));
        assertEquals(Tier.X, of(Resets.urlConnection().received(1)));
        assertEquals(Tier.X, of(Resets.urlConnection().sending("POST", 9000).received(25)));
        assertEquals(Tier.X, of(Resets.urlConnection().truncated(100, 4)));
    }

    @Test
    void an_exception_alone_says_nothing_and_proves_nothing() {
        assertEquals(Tier.X, of(Resets.urlConnection().phase(Phase.UNKNOWN)));
    }

    @Test
    void without_any_it_is_the_connection_that_counts() {
        assertEquals(Tier.S, of(Resets.urlConnection().idle(7000)));
        assertEquals(Tier.S, of(Resets.urlConnection().request(2)));
        assertEquals(Tier.S, of(Resets.urlConnection().unknownAge()));
        assertEquals(Tier.U, of(Resets.urlConnection()));
        assertEquals(Tier.U, of(Resets.urlConnection().sending("POST", 9000)));
    }

    @Test
    void a_head_that_was_not_whole_cannot_have_been_acted_on() {
        assertEquals(Tier.S, of(Resets.httpClient().sending("POST", 40).phase(Phase.WRITE_HEAD)));
    }

    @Test
    void two_sends_prove_no_more_than_the_weaker_one() {
        assertEquals(Tier.S, Tier.P0.orWeaker(Tier.S));
        assertEquals(Tier.X, Tier.X.orWeaker(Tier.P1));
    }

    private static Tier of(Resets reset) {
        return Tier.of(reset.build());
    }
}
