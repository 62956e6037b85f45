package io.resetguard.bench;

import java.lang.instrument.Instrumentation;

/** An agent that does nothing. */
public final class NothingAgent {

    private NothingAgent() {}

    /** Called by the JVM. */
    public static void premain(String arguments, Instrumentation instrumentation) {}
}
