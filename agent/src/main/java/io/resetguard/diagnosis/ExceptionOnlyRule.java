package io.resetguard.diagnosis;

import org.jspecify.annotations.Nullable;

/** Nothing but an exception was seen, on a JDK whose insides the agent does not know: no cause can be told. */
final class ExceptionOnlyRule implements Rule {

    @Override
    public @Nullable Diagnosis explain(Facts facts) {
        if (!facts.reset.isOnlyAnException()) {
            return null;
        }
        return new DiagnosisBuilder(
                        facts.reset.truncated ? Cause.RESPONSE_CUT : Cause.UNKNOWN,
                        facts.reset.truncated ? Confidence.LIKELY : Confidence.POSSIBLE)
                .because("only the exception is known: some hooks do not fit this JDK (told when they were installed)")
                .advise("use a version of resetguard that knows this JDK")
                .build();
    }
}
