package io.resetguard.it.guarantees;

import io.resetguard.it.support.Result;

/** What the application got. */
enum Outcome {
    /** The whole answer. */
    OK("ok"),
    /** An answer of which a part is missing, and nothing that says so. */
    SHORT("short"),
    /** The server's refusal of the upload. */
    STATUS_413("413"),
    /** An answer that was not to its request. */
    STATUS_408("408"),
    /** An exception. */
    FAILS("fails");

    private static final int WHOLE_BYTES = 100;

    private final String title;

    Outcome(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Of this result of a row's request. */
    static Outcome of(Row row, Result result) {
        if (result.failed()) {
            return FAILS;
        }
        boolean isHead = row.kind().method().equals("HEAD");
        boolean whole = isHead ? row.ending() != Ending.FIN_IN_HEAD : result.bytes() == WHOLE_BYTES;
        return switch (result.status()) {
            case 200 -> whole ? OK : SHORT;
            case 413 -> STATUS_413;
            case 408 -> STATUS_408;
            default -> throw new AssertionError("no server said so: " + result);
        };
    }
}
