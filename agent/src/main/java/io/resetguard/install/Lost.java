package io.resetguard.install;

import io.resetguard.instrument.Hook;
import java.util.List;
import java.util.Map;

/** Says what is lost where hooks could not be put in. */
final class Lost {

    private Lost() {}

    /**
     * Adds a line for each class that could not be hooked at all, and one for each row that its class does not have.
     *
     * @param failures why a class could not be hooked, by its internal name
     */
    static void tell(List<Hook> missing, Map<String, Throwable> failures, List<String> lines) {
        for (Map.Entry<String, Throwable> failure : failures.entrySet()) {
            lines.add(failure.getKey().replace('/', '.') + " could not be hooked: " + failure.getValue() + "; lost: "
                    + of(failure.getKey(), missing));
        }
        for (int i = 0; i < missing.size(); i++) {
            Hook hook = missing.get(i);
            if (!failures.containsKey(hook.className())) {
                lines.add("JDK " + System.getProperty("java.version") + " has no " + hook + " as it is known; lost: "
                        + hook.loses());
            }
        }
    }

    /** What the rows of a class are for, each thing once. */
    private static String of(String className, List<Hook> missing) {
        StringBuilder lost = new StringBuilder();
        for (int i = 0; i < missing.size(); i++) {
            Hook hook = missing.get(i);
            if (hook.className().equals(className) && lost.indexOf(hook.loses()) < 0) {
                lost.append(lost.length() == 0 ? "" : ", ").append(hook.loses());
            }
        }
        return lost.toString();
    }
}
