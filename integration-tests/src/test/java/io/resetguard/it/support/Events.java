package io.resetguard.it.support;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** The agent's {@code events} file: JSON Lines. Reads it anew each time. */
public final class Events {
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final Path file;

    public Events(Path file) {
        this.file = file;
    }

    /** The option that makes the agent write the file. */
    public String option() {
        return "events=" + file;
    }

    /** All complete lines so far; none while there is no file. */
    public List<EventLine> read() {
        try {
            String text = Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .map(line -> new EventLine(JsonParser.parseString(line).getAsJsonObject()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first event that fits, past or to come within five seconds. */
    public EventLine awaitEvent(Predicate<EventLine> fits) {
        return awaitEvent(fits, Duration.ofSeconds(5));
    }

    /** The first event that fits, past or to come. A file cannot be waited for, so it is looked at again and again. */
    public EventLine awaitEvent(Predicate<EventLine> fits, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            List<EventLine> events = read();
            Optional<EventLine> found = events.stream().filter(fits).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("no such event in " + timeout + "; there are " + events);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
