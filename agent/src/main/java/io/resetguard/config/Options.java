package io.resetguard.config;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the user set, each value with its default in place. Immutable; any thread. Times are nanoseconds, sizes bytes,
 * shares between 0 and 1.
 */
public final class Options {
    /** Of {@link #preventMaxIdleNanos()}: {@code auto}. Of {@link #preventMaxAgeNanos()}: no limit. */
    public static final long UNSET = -1;

    private final Map<Option, Object> values;
    private final Map<Option, Setting> settings;
    private final List<String> problems;
    private final boolean observeOnly;
    private final Hosts hosts;
    private final Set<String> retryMethods;

    /**
     * @param values of every option, in the types {@link OptionValue} reads
     * @param settings of the options that somebody set, to a value that can be read
     * @param observeOnly whether everything that acts was switched off because a value could not be read
     */
    @SuppressWarnings("unchecked")
    Options(Map<Option, Object> values, Map<Option, Setting> settings, List<String> problems, boolean observeOnly) {
        this.values = values;
        this.settings = settings;
        this.problems = Collections.unmodifiableList(problems);
        this.observeOnly = observeOnly;
        List<String> included = (List<String>) value(Option.HOSTS);
        List<String> excluded = (List<String>) value(Option.HOSTS_EXCLUDE);
        this.hosts = included.isEmpty() && excluded.isEmpty() ? Hosts.ALL : new Hosts(included, excluded);
        List<String> methods = (List<String>) value(Option.RETRY_METHODS);
        this.retryMethods = methods.isEmpty()
                ? Collections.<String>emptySet()
                : Collections.unmodifiableSet(new HashSet<>(methods));
    }

    /** One line each for stderr, in the order found: bad values, unknown keys, and what is used instead. */
    public List<String> problems() {
        return problems;
    }

    /** Whether a value that could not be read switched off everything that acts. */
    public boolean observeOnly() {
        return observeOnly;
    }

    /** Where it was set, as a complaint would name the place; null where nobody set it, or to what cannot be read. */
    public @Nullable String setIn(Option option) {
        Setting setting = settings.get(option);
        return setting == null ? null : setting.where;
    }

    /** The value in use, as a user would write it: a preset and {@link #observeOnly()} are in it. */
    public String inUse(Option option) {
        if (option.kind() == Option.Kind.WORD) {
            return value(option).toString();
        }
        Setting setting = settings.get(option);
        return setting == null ? option.defaultValue() : setting.text;
    }

    /** Null: none named. */
    public @Nullable String config() {
        return path(Option.CONFIG);
    }

    public boolean enabled() {
        return is(Option.ENABLED, "true");
    }

    /** {@code mode=guard}; the three defaults it changes are already in place. */
    public boolean guards() {
        return is(Option.MODE, "guard");
    }

    public boolean watchesUrlConnection() {
        return !is(Option.CLIENTS, "httpclient");
    }

    public boolean watchesHttpClient() {
        return !is(Option.CLIENTS, "httpurlconnection");
    }

    /** {@code hosts} and {@code hosts.exclude}. */
    public Hosts hosts() {
        return hosts;
    }

    public LogTarget log() {
        if (is(Option.LOG, "off")) {
            return LogTarget.OFF;
        }
        return is(Option.LOG, "stderr") ? LogTarget.STDERR : LogTarget.APP;
    }

    /** {@code log.format=json}. */
    public boolean logsJson() {
        return is(Option.LOG_FORMAT, "json");
    }

    /** Lines per second and origin, at least 1. */
    public int logRate() {
        return (Integer) value(Option.LOG_RATE);
    }

    /** The path as set, {@code %p} still in it; null: no events file. */
    public @Nullable String events() {
        return path(Option.EVENTS);
    }

    public long eventsMaxSizeBytes() {
        return nanosOrBytes(Option.EVENTS_MAX_SIZE);
    }

    /** Files in all, the one being written included; at least 1. */
    public int eventsKeep() {
        return (Integer) value(Option.EVENTS_KEEP);
    }

    public RetryMode retry() {
        if (is(Option.RETRY, "off")) {
            return RetryMode.OFF;
        }
        return is(Option.RETRY, "proven") ? RetryMode.PROVEN : RetryMode.IDEMPOTENT;
    }

    public boolean retryFresh() {
        return is(Option.RETRY_FRESH, "true");
    }

    /** 1 or 2. */
    public int retryMax() {
        return (Integer) value(Option.RETRY_MAX);
    }

    /** 0.1 for {@code 10%}. */
    public double retryBudgetShare() {
        return (Double) value(Option.RETRY_BUDGET);
    }

    public long retryDeadlineNanos() {
        return nanosOrBytes(Option.RETRY_DEADLINE);
    }

    /** Upper-case method names beyond those that are idempotent anyway. */
    public Set<String> retryMethods() {
        return retryMethods;
    }

    /** {@code jdk-resend=block}. */
    public boolean blocksJdkResend() {
        return is(Option.JDK_RESEND, "block");
    }

    /** {@code prevent=on}. */
    public boolean prevents() {
        return is(Option.PREVENT, "on");
    }

    /** {@link #UNSET} for {@code auto}; 0: no connection is used again. */
    public long preventMaxIdleNanos() {
        return nanosOrBytes(Option.PREVENT_MAX_IDLE);
    }

    /** {@link #UNSET} for no limit. */
    public long preventMaxAgeNanos() {
        return nanosOrBytes(Option.PREVENT_MAX_AGE);
    }

    public RedactMode redact() {
        if (is(Option.REDACT, "none")) {
            return RedactMode.NONE;
        }
        return is(Option.REDACT, "path") ? RedactMode.PATH : RedactMode.QUERY;
    }

    public boolean summary() {
        return is(Option.SUMMARY, "true");
    }

    private Object value(Option option) {
        Object value = values.get(option);
        if (value == null) {
            throw new IllegalStateException(option.key());
        }
        return value;
    }

    private boolean is(Option option, String word) {
        return word.equals(value(option));
    }

    private @Nullable String path(Option option) {
        String path = (String) value(option);
        return path.isEmpty() ? null : path;
    }

    private long nanosOrBytes(Option option) {
        return (Long) value(option);
    }
}
