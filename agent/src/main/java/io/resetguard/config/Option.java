package io.resetguard.config;

import org.jspecify.annotations.Nullable;

/**
 * Every option there is: its key, what it may be, what it is when nobody sets it. README's table is checked
 * against this one by a test.
 */
public enum Option {
    CONFIG("config", Kind.PATH, "none", "path", "properties file with the same keys"),
    ENABLED("enabled", Kind.WORD, "true", "true false", "`false`: nothing is transformed"),
    MODE(
            "mode",
            Kind.WORD,
            "observe",
            "observe guard",
            "a preset: what `retry`, `prevent` and `jdk-resend` default to"),
    CLIENTS("clients", Kind.WORD, "all", "httpurlconnection httpclient all", "which JDK clients are watched"),
    HOSTS("hosts", Kind.HOSTS, "all", "list of host globs", "which origins are watched"),
    HOSTS_EXCLUDE("hosts.exclude", Kind.HOSTS, "none", "list of host globs", "which origins are not watched"),
    LOG("log", Kind.WORD, "app", "app stderr off", "where log lines go"),
    LOG_FORMAT("log.format", Kind.WORD, "text", "text json", "the form of a log line"),
    LOG_RATE("log.rate", Kind.INTEGER, "5", "1 to 1000000", "log lines per second and origin"),
    EVENTS("events", Kind.PATH, "none", "path", "JSON Lines file, one event a line; `%p` is the pid"),
    EVENTS_MAX_SIZE("events.max-size", Kind.SIZE, "64m", "size like 512k, 64m, 1g", "rotate above this size"),
    EVENTS_KEEP("events.keep", Kind.INTEGER, "4", "1 to 1000", "files in all, the current one included"),
    RETRY("retry", Kind.WORD, "off", "off proven idempotent", "what the agent sends again"),
    RETRY_FRESH("retry.fresh", Kind.WORD, "false", "true false", "safe methods on fresh connections too"),
    RETRY_MAX("retry.max", Kind.INTEGER, "2", "1 to 2", "sends after the first, the JDK's own included"),
    RETRY_BUDGET("retry.budget", Kind.SHARE, "10%", "share like 10%", "retries as a share of requests, per origin"),
    RETRY_DEADLINE("retry.deadline", Kind.DURATION, "10s", "duration like 250ms, 30s, 5m, 1h", "total time"),
    RETRY_METHODS("retry.methods", Kind.METHODS, "none", "list of methods", "further methods to treat as idempotent"),
    JDK_RESEND("jdk-resend", Kind.WORD, "keep", "keep block", "the JDK's own re-send of non-idempotent requests"),
    PREVENT("prevent", Kind.WORD, "off", "off on", "do not reuse a connection that is stale or about to be"),
    PREVENT_MAX_IDLE(
            "prevent.max-idle",
            Kind.DURATION,
            "auto",
            "auto or a duration like 250ms, 30s, 5m, 1h",
            "longest idle time a connection is reused after"),
    PREVENT_MAX_AGE(
            "prevent.max-age", Kind.DURATION, "none", "duration like 250ms, 30s, 5m, 1h", "retire a connection after"),
    REDACT("redact", Kind.WORD, "query", "query path none", "what of a URL is hidden; user info always is"),
    SUMMARY("summary", Kind.WORD, "true", "true false", "one block at JVM exit when anything happened");

    /** How a value is read. */
    enum Kind {
        /** One of the words of {@link Option#allowed()}. */
        WORD,
        PATH,
        HOSTS,
        METHODS,
        INTEGER,
        SIZE,
        SHARE,
        DURATION
    }

    private static final Option[] ALL = values();

    private final String key;
    private final Kind kind;
    private final String defaultValue;
    private final String allowed;
    private final String meaning;

    Option(String key, Kind kind, String defaultValue, String allowed, String meaning) {
        this.key = key;
        this.kind = kind;
        this.defaultValue = defaultValue;
        this.allowed = allowed;
        this.meaning = meaning;
    }

    /** The option with this key, or null. */
    public static @Nullable Option of(String key) {
        for (Option option : ALL) {
            if (option.key.equals(key)) {
                return option;
            }
        }
        return null;
    }

    /** As users write it, e.g. {@code retry.max}. */
    public String key() {
        return key;
    }

    /** As users would write it; {@code none} and {@code all} where nothing is set. */
    public String defaultValue() {
        return defaultValue;
    }

    /** What it may be: words separated by spaces, or a description. */
    public String allowed() {
        return allowed;
    }

    /** One clause. */
    public String meaning() {
        return meaning;
    }

    /** The name of the system property. */
    public String property() {
        return OptionsReader.PROPERTY_PREFIX + key;
    }

    /** The name of the environment variable. */
    public String variable() {
        StringBuilder name = new StringBuilder(OptionsReader.VARIABLE_PREFIX);
        for (int i = 0; i < key.length(); i++) {
            char c = key.charAt(i);
            name.append(c == '.' || c == '-' ? '_' : Character.toUpperCase(c));
        }
        return name.toString();
    }

    Kind kind() {
        return kind;
    }

    /**
     * Whether a value that cannot be read makes the agent run observe-only: the keys that switch an action on, and those
     * that say where it may act. Who meant to exclude an origin and mistyped it must not get its requests sent again.
     */
    boolean concernsActions() {
        return this == MODE
                || this == JDK_RESEND
                || this == HOSTS
                || this == HOSTS_EXCLUDE
                || this == CONFIG
                || this == ENABLED
                || key.startsWith("retry")
                || key.startsWith("prevent");
    }
}
