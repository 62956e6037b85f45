package io.resetguard.it.guarantees;

/** On which connection the peer does it, and how often. */
enum When {
    FRESH_ONCE("fresh, once", false, false),
    FRESH_ALWAYS("fresh, always", false, true),
    REUSED_ONCE("reused, once", true, false),
    REUSED_ALWAYS("reused, always", true, true);

    private final String title;
    private final boolean reused;
    private final boolean always;

    When(String title, boolean reused, boolean always) {
        this.title = title;
        this.reused = reused;
        this.always = always;
    }

    String title() {
        return title;
    }

    /** Whether a request was answered on the connection before. */
    boolean isReused() {
        return reused;
    }

    /** Whether it is done to every further send too; else those are answered. */
    boolean isAlways() {
        return always;
    }

    /** Whether there is anything to see that another one does not show. */
    boolean tells(Stage stage) {
        return switch (stage) {
            case CONNECTING -> !reused;
            case IDLE -> this == REUSED_ONCE;
            case UPLOADING -> this != REUSED_ALWAYS;
            case UNANSWERED, REFUSED, IN_HEAD -> true;
            case IN_BODY, ANSWERED -> !always; // nobody sends it again
        };
    }
}
