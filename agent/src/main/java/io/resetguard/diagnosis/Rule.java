package io.resetguard.diagnosis;

import org.jspecify.annotations.Nullable;

/** One reading of the facts. */
interface Rule {

    /** The diagnosis, or {@code null} where the facts are not of this rule's kind. */
    @Nullable
    Diagnosis explain(Facts facts);
}
