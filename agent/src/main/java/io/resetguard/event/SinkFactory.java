package io.resetguard.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens the sinks on the writer thread at the first event, so that a quiet application never loads them. */
interface SinkFactory {
    List<EventSink> open();

    /** The application's SLF4J; null: lines do not go there. Any thread. */
    @Nullable
    AppLogging logging();
}
