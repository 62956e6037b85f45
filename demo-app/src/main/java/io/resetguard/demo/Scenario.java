package io.resetguard.demo;

/** What the service does to the application: the rows of the demonstration's table, in the order they run. */
enum Scenario {
    /** Nothing goes wrong: the row where the agent has to stay silent. */
    HEALTHY("20 healthy requests", "GET", "/stock/apples", 20),

    /** The service's idle timer fires just as the application uses the connection again. */
    IDLE_GET("GET on a connection left idle too long", "GET", "/stock/apples", 1),

    /** The same with a request that must not be sent twice. */
    IDLE_POST("POST an order on a connection left idle too long", "POST", "/orders", 1),

    /** The same with a request that carries a key by which the service knows it again. */
    IDLE_KEYED("POST with an Idempotency-Key on a connection left idle too long", "POST", "/orders", 1),

    /** Whoever sends again on a pooled connection meets the next stale one. */
    STALE_POOL("GET when all three connections of the pool were left idle too long", "GET", "/stock/apples", 1),

    /** All connections are reset at once, those with a request under way too. */
    RESTART("service restarts under one GET and two POSTs", "POST", "/orders", 3),

    /** The service answers 413 and closes while the body is still coming. */
    UPLOAD("8 MB upload, refused with 413 while it is still being sent", "POST", "/documents", 1),

    /** The body ends, by FIN, before its announced length. */
    REPORT("report of 1000 bytes, cut off after 400", "GET", "/reports/november", 1),

    /** The connection is reset when the ClientHello has arrived, as a filter on the way would. */
    TLS("TLS handshake killed", "GET", "/stock/apples", 1);

    /** What the service announces as {@code Keep-Alive: timeout}, in seconds. */
    static final int ANNOUNCED_IDLE_SECONDS = 2;

    /**
     * From which idle time the service resets, in milliseconds. Below what it announces, because its clock starts when
     * the answer leaves and the client's when it arrives; the wide gap makes the race certain on a busy machine.
     */
    static final int IDLE_LIMIT_MILLIS = 1_600;

    /** Bytes of the report that is cut short: announced, and really sent. */
    static final int REPORT_ANNOUNCED = 1_000;

    static final int REPORT_SENT = 400;

    static final int UPLOAD_BYTES = 8 << 20;

    /** Connections that a busy moment left in the pool. */
    static final int POOLED = 3;

    /** One sentence part, for people. */
    final String title;

    final String method;
    final String path;

    /** How many requests the application makes: what the service receives beyond that was sent again by somebody. */
    final int requests;

    Scenario(String title, String method, String path, int requests) {
        this.title = title;
        this.method = method;
        this.path = path;
        this.requests = requests;
    }

    String scheme() {
        return this == TLS ? "https" : "http";
    }
}
