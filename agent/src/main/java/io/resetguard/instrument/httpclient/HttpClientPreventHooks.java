package io.resetguard.instrument.httpclient;

import static io.resetguard.instrument.Argument.field;
import static io.resetguard.instrument.Argument.parameter;
import static io.resetguard.instrument.Argument.self;
import static io.resetguard.instrument.httpclient.HttpClientClasses.CONNECTION;
import static io.resetguard.instrument.httpclient.HttpClientClasses.H2_CONNECTION;
import static io.resetguard.instrument.httpclient.HttpClientClasses.H2_POOL;
import static io.resetguard.instrument.httpclient.HttpClientClasses.PLAIN;
import static io.resetguard.instrument.httpclient.HttpClientClasses.POOL;

import io.resetguard.instrument.Hook;
import io.resetguard.instrument.Point;
import java.util.Arrays;
import java.util.List;

/**
 * The rows that are there only where prevent is on (docs/adr/0013): what is looked at before a pooled connection is used
 * again. Read in the sources of JDK 11, 17, 21, 25 and 27.
 */
public final class HttpClientPreventHooks {

    private static final String PROBE = "io/resetguard/bootstrap/HttpClientPreventProbe";

    private HttpClientPreventHooks() {}

    /** Those rows. */
    public static List<Hook> own() {
        return Arrays.asList(
                // HTTP/1.1
                in(POOL, "findConnection", 2)
                        .on(Point.INSTEAD_OF_CALL, "java/util/LinkedList", "removeFirst")
                        .calls("taken", "taking the connection that was used last"),
                in(CONNECTION, "getConnection", 4)
                        .until(25)
                        .on(Point.AFTER_CALL, POOL, "getConnection")
                        .calls("takenFromPool", "prevention on HTTP/1.1", parameter(2), parameter(3)),
                in(CONNECTION, "getConnection", 5) // the third is the exchange
                        .from(26)
                        .on(Point.AFTER_CALL, POOL, "getConnection")
                        .calls("takenFromPool", "prevention on HTTP/1.1", parameter(2), parameter(4)),

                // HTTP/2
                in(H2_POOL, "getConnectionFor", 2)
                        .on(Point.AFTER_CALL, "java/util/Map", "get")
                        .calls("foundInPool", "prevention on HTTP/2", parameter(1)),
                in(H2_POOL, "getConnectionFor", 2)
                        .on(Point.RETURN)
                        .calls("searchedPool", "closing HTTP/2 connections that are not used again", parameter(1)),
                in(H2_CONNECTION, "closeStream", 1)
                        .on(Point.RETURN)
                        .calls("streamEnded", "closing HTTP/2 connections that are not used again", self()),
                in(H2_CONNECTION, "processFrame", 1)
                        .calls("anyFrame", "telling HTTP/2 connections that are dead", self()),

                // Which connection is opened instead: behind the row that begins to follow it.
                in(PLAIN, "connectAsync", 1)
                        .on(Point.RETURN)
                        .calls("opening", "which connection was used instead", field("chan"), parameter(1)));
    }

    private static Hook.Builder in(String className, String method, int arguments) {
        return Hook.in(PROBE, className, method, arguments);
    }
}
