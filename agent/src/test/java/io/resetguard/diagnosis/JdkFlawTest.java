package io.resetguard.diagnosis;

import static io.resetguard.diagnosis.Patient.says;
import static io.resetguard.diagnosis.Patient.saysNothingOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.Resets;
import io.resetguard.exchange.Signal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JDK does wrong is told on the releases that do, and on no other. */
class JdkFlawTest {

    @ParameterizedTest
    @CsvSource({
        "1.8.0_432, 8, 432",
        "1.8.0_504-b08, 8, 504",
        "11.0.24, 11, 24",
        "17.0.15, 17, 15",
        "21.0.12.1, 21, 12",
        "25, 25, 0",
        "27-ea, 27, 0",
        "17.0.99999999999, 17, 999999"
    })
    void releases_are_read_from_the_property(String version, int feature, int update) {
        JdkRelease jdk = JdkRelease.of(feature, version);
        assertEquals(feature, jdk.feature);
        assertEquals(update, jdk.update);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "1.8.0", "17.", "17.0.", "17.x.y", "-"})
    void an_update_that_is_not_known_is_the_first(String version) {
        assertEquals(0, JdkRelease.of(17, version).update);
    }

    @Test
    void each_flaw_has_its_releases() {
        assertEquals(
                List.of("11.24", "17.15", "17.16", "21.7", "23.0"),
                with(JdkFlaw.GOAWAY_FAILS_REQUESTS),
                "not 8, 17.0.17, 21.0.12, 24 …");
        assertEquals(List.of("26.0", "27.0"), with(JdkFlaw.ONCE_REFUSED_ALWAYS_RESENT));
        assertEquals(
                List.of("8.432", "11.24", "17.15", "17.16", "17.17", "21.7", "21.12", "23.0", "24.0"),
                with(JdkFlaw.BODY_CUT_SILENTLY));
        List<String> to19 = List.of("11.24", "17.15", "17.16", "17.17");
        assertEquals(to19, with(JdkFlaw.IDLE_FOR_TWENTY_MINUTES));
        assertEquals(to19, with(JdkFlaw.HTTP_2_IDLE_FOR_EVER));
    }

    private static List<String> with(JdkFlaw flaw) {
        return Stream.of(
                        "8.432", "11.24", "17.15", "17.16", "17.17", "21.7", "21.12", "23.0", "24.0", "25.3", "26.0",
                        "27.0")
                .filter(release -> flaw.isIn(release(release)))
                .toList();
    }

    private static JdkRelease release(String featureAndUpdate) {
        int dot = featureAndUpdate.indexOf('.');
        return new JdkRelease(
                Integer.parseInt(featureAndUpdate.substring(0, dot)),
                Integer.parseInt(featureAndUpdate.substring(dot + 1)));
    }

    @Test
    void a_request_that_was_not_processed_is_failed_by_the_jdk_up_to_17_0_16() {
        Resets above = Resets.httpClient().h2(0, 7, 5).signal(Signal.GOAWAY);
        says(advice("17.16", above), "17.0.17 and 21.0.12 have it");
        saysNothingOf(advice("17.17", above), "JDK-8335181");
        saysNothingOf(advice("25.3", above), "JDK-8335181");
        saysNothingOf(advice("17.16", above.outcome(Outcome.JDK_RESENT)), "JDK-8335181");
        saysNothingOf(advice("17.16", Resets.httpClient().h2(0, 5, 5).signal(Signal.EOF)), "JDK-8335181");
    }

    @Test
    void what_was_refused_once_is_always_sent_again_by_jdk_26_and_27() {
        Resets refused = Resets.httpClient().h2(7, 5, -1).signal(Signal.RST_STREAM);
        String block = "jdk-resend=block";
        saysNothingOf(advice("27.0", refused), block);
        says(advice("27.0", refused.sending("POST", 10)), block);
        saysNothingOf(advice("25.3", refused), block);
        says(advice("26.0", Resets.httpClient().sending("POST", 10).h2(0, 7, 5).signal(Signal.GOAWAY)), block);
        Resets cancelled = Resets.httpClient().sending("POST", 10).h2(8, 5, -1).signal(Signal.RST_STREAM);
        saysNothingOf(advice("27.0", cancelled), block);
    }

    @Test
    void twenty_minutes_are_told_where_nobody_has_set_less() {
        Resets stale = Resets.httpClient().idle(61_000);
        says(advice("17.15", stale.clientLimit(1200)), "since JDK 20 (JDK-8297030)");
        saysNothingOf(advice("17.15", stale.clientLimit(60)), "JDK-8297030");
        saysNothingOf(advice("25.3", stale.clientLimit(30)), "JDK-8297030");
    }

    private static List<String> advice(String release, Resets reset) {
        return new Patient(release(release)).at(0, reset).advice();
    }
}
