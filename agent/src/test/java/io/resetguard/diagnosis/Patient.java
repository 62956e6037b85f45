package io.resetguard.diagnosis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resets;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.Origins;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Resets that happen one after the other in one JVM, each diagnosed as it comes. */
final class Patient {

    final Origins origins = new Origins();
    private final JdkRelease jdk;

    Patient(int jdkFeature) {
        this(new JdkRelease(jdkFeature, 0));
    }

    Patient(JdkRelease jdk) {
        this.jdk = jdk;
    }

    static Diagnosis diagnose(int jdkFeature, Resets reset) {
        return new Patient(jdkFeature).at(0, reset);
    }

    Diagnosis at(long millis, Resets resets) {
        PeerReset reset = resets.build();
        origins.peerEnded(reset, TimeUnit.MILLISECONDS.toNanos(millis));
        Diagnosis diagnosis =
                Diagnostician.diagnose(reset, origins, Circumstances.plain(jdk, TimeUnit.MILLISECONDS.toNanos(millis)));
        assertFalse(diagnosis.evidence().isEmpty(), "no evidence: " + diagnosis);
        assertFalse(diagnosis.toString().contains("secret"), diagnosis.toString());
        return diagnosis;
    }

    void closedWhileIdle(long idleMillis, long atMillis) {
        origins.closedWhileIdle(
                Resets.REMOTE, TimeUnit.MILLISECONDS.toNanos(idleMillis), TimeUnit.MILLISECONDS.toNanos(atMillis));
    }

    /** Nobody listens at the origin of the resets. */
    void refused(long atMillis) {
        TrackedConnection connection = new TrackedConnection(0, true, true, ended -> {});
        connection.dialled("shop.example", 8080);
        origins.refused(connection, TimeUnit.MILLISECONDS.toNanos(atMillis));
    }

    static void says(List<String> sentences, String words) {
        assertTrue(
                sentences.stream().anyMatch(sentence -> sentence.contains(words)), words + " is not in " + sentences);
    }

    static void saysNothingOf(List<String> sentences, String words) {
        assertFalse(sentences.stream().anyMatch(sentence -> sentence.contains(words)), words + " is in " + sentences);
    }
}
