package io.resetguard.it.malformed;

import java.util.Random;

/** What becomes of a connection after an answer. */
enum Ending {
    /** It stays: the answer is as it should be, or looks so. */
    NONE,
    FIN,
    RST;

    /** Mostly FIN. */
    static Ending of(Random random) {
        return switch (random.nextInt(12)) {
            case 0 -> RST;
            case 1 -> NONE;
            default -> FIN;
        };
    }
}
