package io.resetguard.diagnosis;

import static io.resetguard.diagnosis.Patient.diagnose;
import static io.resetguard.diagnosis.Patient.says;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resets;
import io.resetguard.exchange.Signal;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class DiagnosticianTest {

    @Test
    void a_reset_in_the_handshake_is_told_as_such() {
        Diagnosis d = diagnose(11, Resets.httpClient().phase(Phase.TLS_HANDSHAKE));
        is(Cause.TLS_HANDSHAKE, Confidence.LIKELY, d);
        says(d.evidence(), "no byte of the request was sent");
    }

    @Test
    void three_handshakes_at_once_are_no_restart() {
        Patient patient = new Patient(11);
        for (int id = 1; id <= 3; id++) {
            assertEquals(
                    Cause.TLS_HANDSHAKE,
                    patient.at(id, Resets.httpClient().connection(id).phase(Phase.TLS_HANDSHAKE))
                            .cause());
        }
    }

    @Test
    void connections_in_different_phases_that_end_together_are_a_restart() {
        Patient patient = new Patient(25);
        patient.at(0, Resets.httpClient().connection(1).idle(5));
        patient.closedWhileIdle(20_000, 100);
        Diagnosis d = patient.at(200, Resets.httpClient().connection(3).truncated(1000, 10));
        is(Cause.SERVER_RESTART, Confidence.LIKELY, d);
        says(d.evidence(), "3 connections to this address ended within 200 ms, 1 of them idle");
        says(d.evidence(), "1 connection of these ended in the middle of a response");
        says(d.evidence(), "their idle times, 0.0 ms to 20.0 s, are not one timeout");
    }

    @Test
    void fresh_connections_that_wait_and_end_together_are_possibly_a_restart() {
        Patient patient = new Patient(25);
        patient.at(0, Resets.httpClient().connection(1).after(800).signal(Signal.EOF));
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE,
                patient.at(1, Resets.httpClient().connection(2).after(800).signal(Signal.EOF))
                        .cause());
        Diagnosis d = patient.at(2, Resets.httpClient().connection(3).after(800).signal(Signal.EOF));
        is(Cause.SERVER_RESTART, Confidence.POSSIBLE, d);
        says(d.against(), "all were fresh connections");
    }

    @Test
    void fresh_connections_that_are_reset_at_once_are_no_restart() {
        Patient patient = new Patient(25);
        patient.at(0, Resets.httpClient().connection(1));
        patient.at(1, Resets.httpClient().connection(2));
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE,
                patient.at(2, Resets.httpClient().connection(3)).cause());
    }

    @Test
    void ends_more_than_a_second_apart_are_not_one() {
        Patient patient = new Patient(25);
        patient.at(0, Resets.httpClient().connection(1));
        patient.at(900, Resets.httpClient().connection(2));
        assertNotEquals(
                Cause.SERVER_RESTART,
                patient.at(1800, Resets.httpClient().connection(3)).cause());
    }

    @Test
    void an_upload_that_the_peer_did_not_want_is_told_with_its_size() {
        Diagnosis d = diagnose(17, Resets.urlConnection().sending("POST", 1_300_000));
        is(Cause.REQUEST_REJECTED_WHILE_SENDING, Confidence.LIKELY, d);
        says(d.evidence(), "after 1300000 bytes of the request were written");
        says(d.evidence(), "the connection was fresh");
        says(d.against(), "a crash of the server would look the same");
        says(d.advice(), "setFixedLengthStreamingMode");
        says(diagnose(17, Resets.httpClient().sending("PUT", 70_000)).advice(), "expectContinue(true)");
    }

    @Test
    void a_request_that_was_written_whole_and_ended_at_once_is_possibly_rejected() {
        Resets upload = Resets.httpClient().sending("POST", 50_000).phase(Phase.AWAIT_RESPONSE);
        is(Cause.REQUEST_REJECTED_WHILE_SENDING, Confidence.POSSIBLE, diagnose(17, upload));
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE, diagnose(17, upload.after(900)).cause());
    }

    @Test
    void a_request_without_a_body_is_not_an_upload() {
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE,
                diagnose(17, Resets.httpClient().sending("GET", 20_000)).cause());
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE,
                diagnose(17, Resets.httpClient().sending("POST", 300)).cause());
    }

    @Test
    void a_short_body_that_the_jdk_takes_for_whole_is_truncated() {
        Diagnosis d = diagnose(21, Resets.urlConnection().truncated(100, 4).signal(Signal.EOF));
        is(Cause.RESPONSE_TRUNCATED, Confidence.CERTAIN, d);
        says(d.evidence(), "after 4 bytes of the 100 that Content-Length announced");
        says(d.evidence(), "HttpURLConnection of JDK 21");
    }

    @Test
    void a_short_body_that_is_an_exception_is_cut() {
        Resets eof = Resets.urlConnection().truncated(100, 4).signal(Signal.EOF);
        is(Cause.RESPONSE_CUT, Confidence.CERTAIN, diagnose(25, eof));
        assertEquals(
                Cause.RESPONSE_CUT,
                diagnose(17, Resets.urlConnection().truncated(100, 4).signal(Signal.RST))
                        .cause());
        assertEquals(
                Cause.RESPONSE_CUT,
                diagnose(17, Resets.httpClient().truncated(100, 4).signal(Signal.EOF))
                        .cause());
        assertEquals(
                Cause.RESPONSE_CUT,
                diagnose(17, eof.error(new IOException("Premature EOF"))).cause());
    }

    @Test
    void a_chunked_body_and_a_head_that_were_cut_are_told_as_such() {
        says(
                diagnose(17, Resets.urlConnection().truncated(-1, 9).signal(Signal.EOF))
                        .evidence(),
                "the chunked body ended (eof) before its last chunk");
        Diagnosis head = diagnose(
                17, Resets.urlConnection().phase(Phase.READ_HEAD).received(30).signal(Signal.EOF));
        assertEquals(Cause.RESPONSE_CUT, head.cause());
        says(head.evidence(), "in the middle of the response's head, after 30 bytes of it");
        says(head.evidence(), "headers are missing");
    }

    @Test
    void a_stream_above_the_last_one_of_goaway_was_not_processed() {
        Diagnosis d = diagnose(21, Resets.httpClient().h2(0, 7, 5).signal(Signal.GOAWAY));
        is(Cause.H2_GRACEFUL_CLOSE, Confidence.CERTAIN, d);
        says(d.evidence(), "on stream 7, above the last one that the peer took on (5): it was not processed");
    }

    @Test
    void a_stream_that_the_peer_had_taken_on_may_have_been_processed() {
        Diagnosis d = diagnose(21, Resets.httpClient().h2(0, 5, 5).signal(Signal.EOF));
        is(Cause.H2_GRACEFUL_CLOSE, Confidence.LIKELY, d);
        says(d.against(), "may have been processed");
    }

    @Test
    void error_codes_of_http_2_are_told_by_name() {
        Diagnosis goAway = diagnose(21, Resets.httpClient().h2(11, 5, 5).signal(Signal.GOAWAY));
        is(Cause.H2_CONNECTION_ERROR, Confidence.CERTAIN, goAway);
        says(goAway.evidence(), "GOAWAY, code ENHANCE_YOUR_CALM (11)");
        Diagnosis reset = diagnose(21, Resets.httpClient().h2(7, 5, -1).signal(Signal.RST_STREAM));
        is(Cause.H2_CONNECTION_ERROR, Confidence.CERTAIN, reset);
        says(reset.evidence(), "RST_STREAM, code REFUSED_STREAM (7)");
        says(reset.evidence(), "sending it again is safe");
        says(
                diagnose(21, Resets.httpClient().h2(4711, 5, -1).signal(Signal.RST_STREAM))
                        .evidence(),
                "code 4711");
    }

    @Test
    void the_announced_number_of_requests_was_reached() {
        Diagnosis total =
                diagnose(17, Resets.urlConnection().idle(20).announced(60, 100).request(101));
        is(Cause.MAX_REQUESTS_OR_AGE, Confidence.LIKELY, total);
        says(total.evidence(), "Keep-Alive: max=100, and this was request 101");
        Diagnosis left =
                diagnose(17, Resets.urlConnection().idle(20).announced(60, 0).request(8));
        assertEquals(Cause.MAX_REQUESTS_OR_AGE, left.cause());
    }

    @Test
    void without_an_announced_number_or_before_it_is_reached_nobody_guesses() {
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE,
                diagnose(17, Resets.urlConnection().idle(20).request(1001)).cause());
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE,
                diagnose(17, Resets.urlConnection().idle(20).announced(60, 100).request(60))
                        .cause());
    }

    @Test
    void no_response_at_a_round_time_hints_at_a_timeout() {
        Diagnosis d = diagnose(17, Resets.httpClient().after(30_040));
        is(Cause.SERVER_ABORTED, Confidence.POSSIBLE, d);
        says(d.evidence(), "close to 30 s");
        says(d.advice(), "gunicorn --timeout");
    }

    @Test
    void an_interim_response_is_not_the_answer() {
        Diagnosis d = diagnose(17, Resets.httpClient().received(25));
        is(Cause.CLOSED_BEFORE_RESPONSE, Confidence.POSSIBLE, d);
        says(d.evidence(), "only an interim response (100 Continue) came");
    }

    @Test
    void where_only_the_place_of_the_end_is_known_nobody_is_certain_why() {
        Diagnosis waiting = diagnose(17, Resets.httpClient());
        is(Cause.CLOSED_BEFORE_RESPONSE, Confidence.POSSIBLE, waiting);
        says(waiting.evidence(), "not a byte of a response came; why is not known");
        Diagnosis opening = diagnose(17, Resets.httpClient().phase(Phase.CONNECT));
        is(Cause.CLOSED_BEFORE_RESPONSE, Confidence.POSSIBLE, opening);
        says(opening.evidence(), "so it was not processed; why is not known");
    }

    @Test
    void a_connection_that_never_stood_says_that_nothing_was_sent() {
        says(diagnose(17, Resets.httpClient().phase(Phase.CONNECT)).evidence(), "while it was being opened");
        says(diagnose(17, Resets.urlConnection().phase(Phase.PROXY_TUNNEL)).evidence(), "asked for a tunnel");
    }

    @Test
    void an_exception_alone_has_no_known_cause() {
        Diagnosis d = diagnose(27, Resets.httpClient().connection(0).phase(Phase.UNKNOWN));
        is(Cause.UNKNOWN, Confidence.POSSIBLE, d);
        says(d.evidence(), "only the exception is known");
    }

    @Test
    void every_combination_has_an_answer() {
        for (Phase phase : Phase.values()) {
            for (Signal signal : Signal.values()) {
                for (int jdk : new int[] {8, 11, 17, 21, 25, 27}) {
                    diagnose(
                            jdk,
                            Resets.urlConnection().phase(phase).signal(signal).to(null, null));
                    diagnose(
                            jdk,
                            Resets.urlConnection().phase(phase).signal(signal).unknownAge());
                    diagnose(
                            jdk, Resets.httpClient().phase(phase).signal(signal).idle(9000));
                    diagnose(
                            jdk, Resets.httpClient().phase(phase).signal(signal).h2(-1, -1, -1));
                }
            }
        }
    }

    @Test
    void a_diagnosis_cannot_be_changed() {
        Diagnosis d = diagnose(17, Resets.httpClient());
        assertThrows(UnsupportedOperationException.class, () -> d.evidence().clear());
        assertThrows(UnsupportedOperationException.class, () -> d.advice().add("x"));
    }

    @Test
    void causes_are_named_as_the_contract_does() {
        assertEquals("stale_keep_alive", Cause.STALE_KEEP_ALIVE.text());
        assertEquals("h2_graceful_close", Cause.H2_GRACEFUL_CLOSE.text());
        assertEquals(22, Cause.values().length);
        assertEquals("certain", Confidence.CERTAIN.text());
    }

    private static void is(Cause cause, Confidence confidence, Diagnosis diagnosis) {
        assertEquals(cause, diagnosis.cause(), diagnosis.toString());
        assertEquals(confidence, diagnosis.confidence(), diagnosis.toString());
    }
}
