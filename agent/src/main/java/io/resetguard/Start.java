package io.resetguard;

import io.resetguard.bootstrap.Probe;
import io.resetguard.config.Options;
import io.resetguard.event.AgentLines;
import io.resetguard.install.Jvm;
import java.lang.instrument.Instrumentation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of the rooms at start: doors now, everything behind them on the first use of each client. */
final class Start {

    private final Options options;
    private final Instrumentation instrumentation;
    final Jvm jvm;

    /** Lines about the start that are still to be said. */
    private final List<String> opening;

    private @Nullable ResetGuard guard;

    Start(Options options, Jvm jvm, Instrumentation instrumentation, List<String> opening) {
        this.options = options;
        this.jvm = jvm;
        this.instrumentation = instrumentation;
        this.opening = opening;
    }

    /** Made when it is needed: an application without HTTP never loads it. */
    synchronized ResetGuard guard() {
        ResetGuard made = guard;
        if (made == null) {
            AgentLines.print(opening);
            made = new ResetGuard(options, instrumentation, jvm.feature());
            guard = made;
            made.begin();
        }
        return made;
    }

    /**
     * Hooks the doors.
     *
     * @param quiet nothing is said and no file is written before the first use of a client
     */
    void doors(boolean quiet) {
        List<String> lines = jvm.onFirstUse(
                options.watchesUrlConnection() ? new UrlConnectionUse(this) : null,
                watchesHttpClient() ? new HttpClientUse(this) : null);
        if (quiet) {
            opening.addAll(lines);
            return;
        }
        AgentLines.print(lines);
        if (options.events() != null) {
            guard();
        }
    }

    /** The clients may be in use already, without ever going through a door again. */
    void clients() {
        Probe.urlConnectionUse();
        if (watchesHttpClient() && jvm.hasHttpClient()) {
            Probe.httpClientUse();
        }
    }

    private boolean watchesHttpClient() {
        return options.watchesHttpClient() && jvm.feature() >= 11;
    }
}
