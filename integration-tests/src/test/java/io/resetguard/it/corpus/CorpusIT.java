package io.resetguard.it.corpus;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * All cases on one JDK, and their score. Not each single one, for a case that is made by milliseconds may come out otherwise
 * on a busy machine. {@link Corpus} plays them on all JDKs.
 */
class CorpusIT {
    private static final double RIGHT = 0.9;
    private static final double WRONG = 0.02;

    @Test
    void the_diagnosis_is_right_nearly_always_and_hardly_ever_wrong() {
        Jdk jdk = Jdks.few().findFirst().orElseThrow();
        List<Judged> judged = Corpus.playable().stream()
                .flatMap(one -> Corpus.played(one, jdk).stream())
                .toList();
        List<Judged> wrong = of(judged, Verdict.WRONG);
        List<Judged> notRight =
                judged.stream().filter(one -> one.verdict() != Verdict.RIGHT).toList();
        assertTrue(of(judged, Verdict.RIGHT).size() >= RIGHT * judged.size(), notRight::toString);
        assertTrue(wrong.size() <= WRONG * judged.size(), wrong::toString);
    }

    private static List<Judged> of(List<Judged> judged, Verdict verdict) {
        return judged.stream().filter(one -> one.verdict() == verdict).toList();
    }
}
