package io.resetguard.it.support;

import java.time.Instant;

/**
 * A request as {@link Http2ScriptedServer} saw it. Its head stays undecoded; the script goes by numbers.
 *
 * @param number of this request on the server, the first is 1
 * @param connection number of its connection, the first is 1
 * @param streamId 1, 3, 5, …; 1 is the upgraded request on h2c
 * @param bodyBytes how many bytes of DATA came
 * @param bodyStart the first of them, as ISO 8859-1
 * @param time when it was complete
 */
public record Http2Stream(int number, int connection, int streamId, long bodyBytes, String bodyStart, Instant time) {}
