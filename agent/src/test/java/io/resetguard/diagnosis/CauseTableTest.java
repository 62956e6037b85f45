package io.resetguard.diagnosis;

import static io.resetguard.diagnosis.Patient.diagnose;
import static io.resetguard.diagnosis.Patient.says;
import static io.resetguard.diagnosis.Patient.saysNothingOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Phase;
import io.resetguard.exchange.Resets;
import io.resetguard.exchange.Signal;
import io.resetguard.origin.Origins;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

/** Rows of the cause table, from facts alone; what comes of real ends is measured by the corpus (docs/diagnosis.md). */
class CauseTableTest {

    private static final String URL = "http://shop.example:8080/basket";

    @Test
    void an_idle_connection_gone_sooner_than_announced_was_dropped_in_between() {
        Diagnosis d = diagnose(17, Resets.httpClient().idle(12_000).announced(60, -1));
        is(Cause.MIDDLEBOX_DROPPED, Confidence.POSSIBLE, d);
        says(d.evidence(), "no FIN had come before");
        says(d.advice(), "prevent.max-idle=11s");
        assertEquals(
                Cause.STALE_KEEP_ALIVE,
                diagnose(17, Resets.httpClient().idle(12_000).announced(60, -1).signal(Signal.EOF))
                        .cause());
    }

    @Test
    void an_rst_that_is_read_late_is_still_of_something_in_between_where_the_peer_would_have_waited() {
        Diagnosis d =
                diagnose(17, Resets.httpClient().idle(1_600).announced(75, -1).after(111));
        is(Cause.MIDDLEBOX_DROPPED, Confidence.POSSIBLE, d);
        says(d.against(), "111 ms after the last write");
        assertEquals(
                Cause.STALE_KEEP_ALIVE,
                diagnose(17, Resets.httpClient().idle(1_600).after(111)).cause());
    }

    @Test
    void several_origins_at_one_idle_time_are_something_in_between_and_a_known_limit_is_named() {
        Patient patient = new Patient(25);
        for (int i = 1; i <= 3; i++) {
            Resets gone = Resets.httpClient()
                    .connection(i)
                    .idle(352_000 + 1_000L * i)
                    .to("http://h" + i + ".example:80/", "192.0.2." + i + ":80");
            Diagnosis d = patient.at(10_000L * i, gone);
            assertEquals(i < 3 ? Cause.STALE_KEEP_ALIVE : Cause.MIDDLEBOX_DROPPED, d.cause());
            if (i == 3) {
                says(d.evidence(), "2 other origins");
                says(d.advice(), "AWS NAT gateway, NLB or VPC endpoint (350 s");
            }
        }
    }

    @Test
    void a_close_that_was_announced_is_certain() {
        Diagnosis d = diagnose(17, Resets.httpClient().idle(20).afterClose());
        is(Cause.MAX_REQUESTS_OR_AGE, Confidence.CERTAIN, d);
        says(d.advice(), "prevent=on");
    }

    @Test
    void a_number_of_requests_that_was_learned_is_told() {
        Patient patient = new Patient(17);
        for (int i = 1; i <= 3; i++) {
            Diagnosis d = patient.at(
                    60_000L * i, Resets.httpClient().connection(i).idle(5).request(101));
            assertEquals(i < 3 ? Cause.CLOSED_BEFORE_RESPONSE : Cause.MAX_REQUESTS_OR_AGE, d.cause());
        }
    }

    @Test
    void what_is_no_tls_is_the_wrong_scheme() {
        Diagnosis d = diagnose(
                17,
                Resets.httpClient()
                        .phase(Phase.TLS_HANDSHAKE)
                        .error(new SSLException("Unsupported or unrecognized SSL message")));
        is(Cause.WRONG_SCHEME_OR_PORT, Confidence.CERTAIN, d);
        Diagnosis alert = diagnose(
                17, Resets.httpClient().phase(Phase.READ_HEAD).received(7).signal(Signal.EOF));
        is(Cause.WRONG_SCHEME_OR_PORT, Confidence.LIKELY, alert);
        says(alert.advice(), "use https://");
    }

    @Test
    void requests_that_wait_alike_were_given_up_by_the_server() {
        Patient patient = new Patient(17);
        for (int i = 1; i <= 3; i++) {
            Resets waited = Resets.urlConnection()
                    .connection(i)
                    .exchange(i)
                    .after(1500 + i)
                    .signal(Signal.EOF);
            Diagnosis d = patient.at(20_000L * i, waited);
            assertEquals(i < 3 ? Cause.CLOSED_BEFORE_RESPONSE : Cause.SERVER_ABORTED, d.cause());
        }
    }

    @Test
    void one_request_that_was_sent_again_is_one() {
        Patient patient = new Patient(17);
        for (int i = 1; i <= 4; i++) {
            Resets waited = Resets.urlConnection()
                    .connection(i)
                    .exchange(7)
                    .after(1500 + i)
                    .signal(Signal.EOF);
            assertEquals(
                    Cause.CLOSED_BEFORE_RESPONSE,
                    patient.at(20_000L * i, waited).cause());
        }
    }

    @Test
    void connections_that_were_never_open_together_are_no_restart() {
        Patient patient = new Patient(17);
        for (int i = 1; i <= 5; i++) {
            Resets next =
                    Resets.urlConnection().connection(i).exchange(i).age(3).signal(Signal.EOF);
            assertEquals(Cause.CLOSED_BEFORE_RESPONSE, patient.at(10L * i, next).cause());
        }
    }

    @Test
    void what_was_idle_while_nobody_listened_was_ended_by_a_restart() {
        Patient patient = new Patient(17);
        patient.at(0, Resets.urlConnection());
        patient.refused(20_000);
        Diagnosis restart = patient.at(
                21_200, Resets.urlConnection().connection(2).idle(3_000).signal(Signal.EOF));
        is(Cause.SERVER_RESTART, Confidence.LIKELY, restart);
        says(restart.evidence(), "refused 1.2 s before, while this one was open: nobody listened there");
        Diagnosis later = patient.at(
                41_200, Resets.urlConnection().connection(3).idle(3_000).signal(Signal.EOF));
        assertEquals(Cause.STALE_KEEP_ALIVE, later.cause(), "it was well after that");
    }

    @Test
    void a_proxy_does_not_go_away_with_the_origin_nor_what_was_opened_afterwards() {
        Patient patient = new Patient(17);
        patient.at(0, Resets.urlConnection());
        patient.refused(20_000);
        Diagnosis proxied = patient.at(
                21_200, Resets.urlConnection().connection(2).idle(3_000).proxy("proxy.example:3128"));
        assertEquals(Cause.STALE_KEEP_ALIVE, proxied.cause());
        Diagnosis fresh =
                patient.at(21_300, Resets.urlConnection().connection(3).age(100));
        assertEquals(Cause.CLOSED_BEFORE_RESPONSE, fresh.cause());
    }

    @Test
    void an_error_before_it_on_the_same_connection_may_have_poisoned_it() {
        Diagnosis d = diagnose(17, Resets.urlConnection().idle(30).previousStatus(404));
        is(Cause.POISONED_CONNECTION, Confidence.POSSIBLE, d);
        assertEquals(
                Cause.CLOSED_BEFORE_RESPONSE,
                diagnose(17, Resets.urlConnection().idle(30).previousStatus(200))
                        .cause());
    }

    @Test
    void a_jvm_that_stood_still_for_most_of_the_gap_is_the_cause() {
        is(Cause.CLIENT_PAUSED, Confidence.LIKELY, paused(Resets.httpClient().idle(2200), 2000));
        assertEquals(
                Cause.STALE_KEEP_ALIVE,
                paused(Resets.httpClient().idle(60_000), 2000).cause());
        assertEquals(
                Cause.STALE_KEEP_ALIVE,
                paused(Resets.httpClient().idle(9000).announced(4, -1), 4600).cause());
    }

    @Test
    void the_agents_own_options_are_named_where_they_would_help_and_are_off() {
        Resets stale = Resets.httpClient().idle(9000).outcome(Outcome.SURFACED);
        says(diagnose(17, stale).advice(), "resetguard: prevent=on");
        says(diagnose(17, stale).advice(), "resetguard: retry=idempotent");
        Diagnosis guarded = diagnosed(stale.build(), 0, new OwnOptions(true, true, true, false));
        saysNothingOf(guarded.advice(), "resetguard:");
        saysNothingOf(diagnose(17, stale.outcome(Outcome.JDK_RESENT)).advice(), "retry=");
    }

    @Test
    void the_time_for_the_servers_log_is_told() {
        PeerReset reset = Resets.httpClient().to(URL, Resets.REMOTE).build();
        Circumstances then =
                new Circumstances(new JdkRelease(17, 0), 0, 0, "2026-11-21T06:41:04.459Z", OwnOptions.NONE);
        Origins origins = new Origins();
        origins.peerEnded(reset, 0);
        says(Diagnostician.diagnose(reset, origins, then).advice(), "log at 2026-11-21T06:41:04.459Z");
    }

    private static Diagnosis paused(Resets reset, long millis) {
        return diagnosed(reset.build(), TimeUnit.MILLISECONDS.toNanos(millis), OwnOptions.NONE);
    }

    private static Diagnosis diagnosed(PeerReset reset, long pausedNanos, OwnOptions options) {
        Origins origins = new Origins();
        origins.peerEnded(reset, 0);
        return Diagnostician.diagnose(
                reset, origins, new Circumstances(new JdkRelease(17, 0), 0, pausedNanos, "", options));
    }

    private static void is(Cause cause, Confidence confidence, Diagnosis d) {
        assertEquals(cause, d.cause(), d::toString);
        assertEquals(confidence, d.confidence(), d::toString);
    }
}
