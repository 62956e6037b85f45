package io.resetguard.diagnosis;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A cause, how sure it is, what speaks for and against it, and what to do. Immutable; the lists are of sentences. */
public final class Diagnosis {

    /** More would not be read. */
    public static final int MOST_ADVICE = 6;

    private final Cause cause;
    private final Confidence confidence;
    private final List<String> evidence;
    private final List<String> against;
    private final List<String> advice;

    Diagnosis(DiagnosisBuilder b) {
        this.cause = b.cause;
        this.confidence = b.confidence;
        this.evidence = frozen(b.evidence);
        this.against = frozen(b.against);
        this.advice = frozen(b.advice.subList(0, Math.min(b.advice.size(), MOST_ADVICE)));
    }

    public Cause cause() {
        return cause;
    }

    public Confidence confidence() {
        return confidence;
    }

    /** What speaks for it. */
    public List<String> evidence() {
        return evidence;
    }

    /** What speaks against it. */
    public List<String> against() {
        return against;
    }

    /** What to do, the most useful first. */
    public List<String> advice() {
        return advice;
    }

    @Override
    public String toString() {
        return cause.text() + " (" + confidence.text() + ") " + evidence + " against " + against + " advice " + advice;
    }

    private static List<String> frozen(List<String> sentences) {
        return Collections.unmodifiableList(new ArrayList<>(sentences));
    }
}
