package io.resetguard.diagnosis;

import static io.resetguard.diagnosis.Patient.diagnose;
import static io.resetguard.diagnosis.Patient.says;
import static io.resetguard.diagnosis.Patient.saysNothingOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resets;
import io.resetguard.exchange.Signal;
import org.junit.jupiter.api.Test;

class StaleKeepAliveTest {

    @Test
    void idle_beyond_what_was_announced_and_ended_at_once_is_certain() {
        Diagnosis d = diagnose(17, Resets.httpClient().idle(31_250).announced(30, -1));
        assertEquals(Cause.STALE_KEEP_ALIVE, d.cause());
        assertEquals(Confidence.CERTAIN, d.confidence());
        says(d.evidence(), "had been idle for 31.2 s");
        says(d.evidence(), "the peer announced Keep-Alive: timeout=30");
        says(d.evidence(), "the end came 1.0 ms after the last write; opening the connection took 1.0 ms");
        says(d.advice(), "-Djdk.httpclient.keepalive.timeout=29 ");
    }

    @Test
    void an_end_before_the_last_byte_was_written_is_at_once() {
        Diagnosis d =
                diagnose(17, Resets.httpClient().idle(31_000).announced(30, -1).beforeLastWrite());
        assertEquals(Confidence.CERTAIN, d.confidence());
        says(d.evidence(), "before the last byte of the request was written");
    }

    @Test
    void an_end_that_came_later_than_a_round_trip_is_only_possible() {
        Diagnosis d =
                diagnose(17, Resets.httpClient().idle(31_000).announced(30, -1).after(400));
        assertEquals(Cause.STALE_KEEP_ALIVE, d.cause());
        assertEquals(Confidence.POSSIBLE, d.confidence());
        says(d.against(), "longer than the way to the peer and back");
    }

    @Test
    void after_seconds_the_peer_had_taken_the_request() {
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE,
                diagnose(17, Resets.httpClient().idle(31_000).announced(30, -1).after(8000))
                        .cause());
    }

    @Test
    void without_an_announcement_a_long_idle_time_is_likely_and_a_short_one_possible() {
        assertEquals(
                Confidence.LIKELY, diagnose(17, Resets.httpClient().idle(8000)).confidence());
        assertEquals(
                Confidence.POSSIBLE, diagnose(17, Resets.httpClient().idle(300)).confidence());
    }

    @Test
    void a_few_milliseconds_of_idle_time_are_no_evidence() {
        Diagnosis d = diagnose(17, Resets.httpClient().idle(4));
        assertEquals(Cause.CLOSED_BEFORE_RESPONSE, d.cause());
        says(d.evidence(), "idle for 4.0 ms");
    }

    @Test
    void a_fresh_connection_and_one_of_unknown_idle_time_are_not_stale() {
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE, diagnose(17, Resets.httpClient()).cause());
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE,
                diagnose(17, Resets.urlConnection().unknownAge()).cause());
    }

    @Test
    void an_answer_that_had_begun_shows_it_was_not_stale() {
        assertEquals(
                Cause.RESPONSE_CUT,
                diagnose(
                                17,
                                Resets.httpClient()
                                        .idle(31_000)
                                        .phase(Phase.READ_HEAD)
                                        .received(3))
                        .cause());
    }

    @Test
    void an_announced_timeout_that_was_not_over_speaks_against_it() {
        Diagnosis d =
                diagnose(17, Resets.httpClient().idle(12_000).announced(60, -1).signal(Signal.EOF));
        assertEquals(Cause.STALE_KEEP_ALIVE, d.cause());
        assertEquals(Confidence.POSSIBLE, d.confidence());
        says(d.against(), "the peer announced Keep-Alive: timeout=60, which was not over");
        says(d.advice(), "keepalive.timeout=11 ");
    }

    @Test
    void idle_closes_of_the_peer_at_the_same_age_make_it_likely() {
        Patient patient = new Patient(25);
        patient.closedWhileIdle(500, 0);
        patient.closedWhileIdle(505, 5000);
        Diagnosis d = patient.at(20_000, Resets.httpClient().idle(500));
        assertEquals(Cause.STALE_KEEP_ALIVE, d.cause());
        assertEquals(Confidence.LIKELY, d.confidence());
        says(d.evidence(), "the peer closed 2 idle connections of this client after 500 ms to 505 ms");
    }

    @Test
    void earlier_failures_and_what_worked_are_told() {
        Patient patient = new Patient(25);
        patient.at(
                0,
                Resets.httpClient()
                        .connection(1)
                        .idle(2000)
                        .phase(Phase.READ_BODY)
                        .received(9));
        patient.at(10_000, Resets.httpClient().connection(2).idle(7000));
        Diagnosis d = patient.at(30_000, Resets.httpClient().connection(3).idle(9000));
        assertEquals(Confidence.LIKELY, d.confidence());
        says(d.evidence(), "the longest idle time known to have worked with this origin was 2.0 s");
        says(d.evidence(), "1 earlier reuse with this origin failed in the same way, after 7.0 s idle");
        says(d.advice(), "keepalive.timeout=6 ");
    }

    @Test
    void a_limit_that_was_learned_is_told() {
        Patient patient = new Patient(25);
        patient.at(0, Resets.httpClient().connection(1).idle(7010).foundAlive());
        Diagnosis second =
                patient.at(20_000, Resets.httpClient().connection(2).idle(7000).foundAlive());
        saysNothingOf(second.evidence(), "ends idle connections after");
        Diagnosis third =
                patient.at(40_000, Resets.httpClient().connection(3).idle(7400).foundAlive());
        says(third.evidence(), "this origin ends idle connections after 7.0 s, as was seen 3 times");
    }

    @Test
    void a_longer_idle_time_that_worked_speaks_against_it() {
        Patient patient = new Patient(25);
        patient.at(
                0,
                Resets.httpClient()
                        .connection(1)
                        .idle(40_000)
                        .phase(Phase.READ_BODY)
                        .received(9));
        Diagnosis d = patient.at(
                10_000, Resets.httpClient().connection(2).idle(31_000).announced(30, -1));
        assertEquals(Confidence.POSSIBLE, d.confidence());
        says(d.against(), "an idle time of 40.0 s has worked with this origin");
    }

    @Test
    void three_stale_connections_at_once_are_no_restart() {
        Patient patient = new Patient(25);
        patient.at(0, Resets.httpClient().connection(1).idle(31_000));
        patient.at(1, Resets.httpClient().connection(2).idle(31_200));
        assertEquals(
                Cause.STALE_KEEP_ALIVE,
                patient.at(2, Resets.httpClient().connection(3).idle(30_900)).cause());
        Patient announced = new Patient(25);
        announced.at(0, Resets.httpClient().connection(1).idle(6_000).announced(5, -1));
        announced.at(1, Resets.httpClient().connection(2).idle(90_000).announced(5, -1));
        Diagnosis d =
                announced.at(2, Resets.httpClient().connection(3).idle(20_000).announced(5, -1));
        assertEquals(Cause.STALE_KEEP_ALIVE, d.cause());
        assertEquals(Confidence.CERTAIN, d.confidence());
    }

    @Test
    void a_long_upload_is_never_certain() {
        Diagnosis d =
                diagnose(17, Resets.urlConnection().idle(6000).announced(5, -1).sending("POST", 900_000));
        assertEquals(Cause.STALE_KEEP_ALIVE, d.cause());
        assertEquals(Confidence.LIKELY, d.confidence());
    }

    @Test
    void a_body_that_breaks_off_after_a_short_pause_was_refused() {
        Resets upload = Resets.httpClient().idle(120).sending("POST", 49_000).phase(Phase.WRITE_BODY);
        assertEquals(Cause.REQUEST_REJECTED_WHILE_SENDING, diagnose(27, upload).cause());
        Resets afterLong =
                Resets.httpClient().idle(5000).sending("POST", 49_000).phase(Phase.WRITE_BODY);
        assertEquals(Cause.STALE_KEEP_ALIVE, diagnose(27, afterLong).cause());
        Resets head = Resets.httpClient().idle(120).sending("POST", 400).phase(Phase.WRITE_BODY);
        assertEquals(Cause.STALE_KEEP_ALIVE, diagnose(27, head).cause());
    }

    @Test
    void requests_under_way_on_the_same_connection_speak_against_it() {
        Diagnosis d = diagnose(
                25,
                Resets.httpClient().h2(-1, 7, -1).idle(40_000).announced(30, -1).exchanges(3));
        assertEquals(Confidence.LIKELY, d.confidence());
        says(d.against(), "3 requests were under way");
        says(d.advice(), "-Djdk.httpclient.keepalive.timeout.h2=29 ");
        saysNothingOf(d.evidence(), "GOAWAY");
    }
}
