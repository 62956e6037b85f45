package io.resetguard.diagnosis;

import java.util.Locale;

/** How sure it is that the named cause is the reason. What was seen is in the evidence, and is measured. */
public enum Confidence {
    /** The peer said so, or the protocol: in a frame, by an announced limit that was over, by a length not reached. */
    CERTAIN,
    /** The facts fit this cause, and another would be a coincidence. */
    LIKELY,
    /** The facts do not speak against it, and no more is known. */
    POSSIBLE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As events name it. */
    public String text() {
        return text;
    }
}
