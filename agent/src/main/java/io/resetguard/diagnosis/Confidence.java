package io.resetguard.diagnosis;

import java.util.Locale;

/** How sure the named cause is. */
public enum Confidence {
    /** The facts leave no other reading. */
    CERTAIN,
    /** They fit this cause, and another would be a coincidence. */
    LIKELY,
    /** They do not speak against it. */
    POSSIBLE;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As events name it. */
    public String text() {
        return text;
    }
}
