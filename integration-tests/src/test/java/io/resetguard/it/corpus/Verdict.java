package io.resetguard.it.corpus;

import java.util.Set;

/** How what the agent said compares with the truth. */
enum Verdict {
    RIGHT,
    /** It named the place of the end, or said nothing, where there was a cause. */
    UNKNOWN,
    WRONG;

    /** Of these, no more is said than where it happened. */
    private static final Set<String> PLACES = Set.of("unknown", "closed_before_response", "response_cut");

    static Verdict of(String truth, String said) {
        if (truth.equals(said)) {
            return RIGHT;
        }
        boolean nothingToTell = truth.equals(Case.NO_EVENT);
        return !nothingToTell && (PLACES.contains(said) || said.equals(Case.NO_EVENT)) ? UNKNOWN : WRONG;
    }
}
