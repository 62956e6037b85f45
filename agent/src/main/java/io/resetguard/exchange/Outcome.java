package io.resetguard.exchange;

import java.util.Locale;

/** What became of a reset. */
public enum Outcome {
    /** The application got an exception (or a cut response). */
    SURFACED,
    /** The agent sent the request again. */
    RETRIED,
    /** The JDK hid it by sending the request again itself. */
    JDK_RESENT,
    /** It could not happen: the connection was not used. */
    PREVENTED;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As events name it. */
    public String text() {
        return text;
    }
}
