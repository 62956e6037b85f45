package io.resetguard.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the sentences of a {@link Diagnosis}. Used by one thread; a {@code null} sentence is left out. */
final class DiagnosisBuilder {

    final Cause cause;
    Confidence confidence;
    final List<String> evidence = new ArrayList<>();
    final List<String> against = new ArrayList<>();
    final List<String> advice = new ArrayList<>();

    DiagnosisBuilder(Cause cause, Confidence confidence) {
        this.cause = cause;
        this.confidence = confidence;
    }

    DiagnosisBuilder because(@Nullable String sentence) {
        return add(evidence, sentence);
    }

    DiagnosisBuilder against(@Nullable String sentence) {
        return add(against, sentence);
    }

    DiagnosisBuilder advise(@Nullable String sentence) {
        return add(advice, sentence);
    }

    DiagnosisBuilder advise(List<String> sentences) {
        advice.addAll(sentences);
        return this;
    }

    Diagnosis build() {
        return new Diagnosis(this);
    }

    private DiagnosisBuilder add(List<String> sentences, @Nullable String sentence) {
        if (sentence != null) {
            sentences.add(sentence);
        }
        return this;
    }
}
