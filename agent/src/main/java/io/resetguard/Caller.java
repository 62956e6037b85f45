package io.resetguard;

import org.jspecify.annotations.Nullable;

/** Finds who, in the application, made a call. */
final class Caller {

    private static final String OWN_PACKAGE = "io.resetguard";

    private static final String ENTRY_OF_HTTP_CLIENT = "jdk.internal.net.http.HttpClientImpl";

    private static final String[] NOT_THE_APPLICATION = {
        "java.",
        "javax.",
        "jdk.",
        "sun.",
        "com.sun.",
        "io.resetguard.bootstrap.",
        "io.resetguard.exchange.",
        "io.resetguard.instrument."
    };

    private Caller() {}

    /**
     * The first stack frame of the present thread that is neither the JDK's nor the agent's, or {@code null}. Where
     * {@code client} works on several threads, this one must have come through it: another one's code is no caller.
     */
    static @Nullable String onThisThread(String client) {
        boolean through = !client.equals("HttpClient");
        for (StackTraceElement frame : Thread.currentThread().getStackTrace()) {
            through |= frame.getClassName().equals(ENTRY_OF_HTTP_CLIENT);
            if (through && isApplication(frame.getClassName())) {
                return frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber();
            }
        }
        return null;
    }

    private static boolean isApplication(String className) {
        if (className.lastIndexOf('.') == OWN_PACKAGE.length() && className.startsWith(OWN_PACKAGE)) {
            return false;
        }
        for (String prefix : NOT_THE_APPLICATION) {
            if (className.startsWith(prefix)) {
                return false;
            }
        }
        return true;
    }
}
