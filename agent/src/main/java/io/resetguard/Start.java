package io.resetguard;

import io.resetguard.bootstrap.Probe;
import io.resetguard.config.Options;
import io.resetguard.event.AgentLines;
import io.resetguard.install.Jvm;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** The order of the rooms at start: doors now, everything behind them on the first use of each client. */
final class Start {

    private final Options options;
    private final Instrumentation instrumentation;
    final Jvm jvm;
    private @Nullable ResetGuard guard;

    private Start(Options options, Jvm jvm, Instrumentation instrumentation) {
        this.options = options;
        this.jvm = jvm;
        this.instrumentation = instrumentation;
    }

    /** Made when it is needed: an application without HTTP never loads it. */
    synchronized ResetGuard guard() {
        ResetGuard made = guard;
        if (made == null) {
            made = new ResetGuard(options, instrumentation, jvm.feature());
            guard = made;
            made.begin();
        }
        return made;
    }

    static void with(Options options, Jvm jvm, Instrumentation instrumentation, boolean attached) {
        Start start = new Start(options, jvm, instrumentation);
        boolean httpClient = options.watchesHttpClient() && jvm.feature() >= 11;
        AgentLines.print(jvm.onFirstUse(
                options.watchesUrlConnection() ? new UrlConnectionUse(start) : null,
                httpClient ? new HttpClientUse(start) : null));
        if (options.events() != null) {
            start.guard();
        }
        if (attached) {
            // The clients may be in use already, without ever going through a door again.
            Probe.urlConnectionUse();
            if (httpClient && jvm.hasHttpClient()) {
                Probe.httpClientUse();
            }
        }
    }
}
