package io.resetguard.event;

import io.resetguard.config.LogTarget;
import java.io.File;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sinks that the options ask for. */
final class Sinks {
    private Sinks() {}

    /** Null: lines do not go to the application's log. */
    static @Nullable AppLogging logging(OptionSinks what) {
        if (what.instrumentation == null || what.options.log() != LogTarget.APP) {
            return null;
        }
        return new AppLogging(
                new InstrumentedLoggerFactories(what.instrumentation),
                new PackageOpener(what.instrumentation),
                what.nanoClock);
    }

    static List<EventSink> open(OptionSinks what) {
        List<EventSink> sinks = new ArrayList<>();
        if (what.options.log() != LogTarget.OFF) {
            AppLogging app = what.logging();
            LineRoute route = app == null ? new StderrRoute() : new AppRoute(app, what.nanoClock, what.faults);
            int rate = what.options.logRate();
            sinks.add(new LogSink(route, what.options.logsJson(), rate, what.held, what.stamp, what.nanoClock));
        }
        String events = what.options.events();
        if (events != null) {
            long pid = what.stamp.pid();
            File path = new File(events.replace("%p", pid < 0 ? "unknown" : Long.toString(pid)));
            RotatingFile file = new RotatingFile(path, what.options.eventsMaxSizeBytes(), what.options.eventsKeep());
            sinks.add(new EventsFileSink(file, what.stamp, what.nanoClock));
        }
        return sinks;
    }
}
