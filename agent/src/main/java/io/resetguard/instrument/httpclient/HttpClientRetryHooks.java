package io.resetguard.instrument.httpclient;

import static io.resetguard.instrument.Argument.parameter;
import static io.resetguard.instrument.Argument.self;
import static io.resetguard.instrument.httpclient.HttpClientClasses.CALL;
import static io.resetguard.instrument.httpclient.HttpClientClasses.CLIENT;
import static io.resetguard.instrument.httpclient.HttpClientClasses.CONNECTION;
import static io.resetguard.instrument.httpclient.HttpClientClasses.PACKAGE;

import io.resetguard.instrument.Hook;
import io.resetguard.instrument.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The table of {@link HttpClientHooks} as it is where retry is on, or jdk-resend=block: more rows, of which one stands
 * where otherwise the JDK's verdict on a failed attempt is only looked at. Nothing that could change what the JDK does is
 * installed where both are off.
 */
public final class HttpClientRetryHooks {

    private static final String PROBE = "io/resetguard/bootstrap/HttpClientRetryProbe";

    private static final String THROWABLE = "Ljava/lang/Throwable;";

    private HttpClientRetryHooks() {}

    /** All hooks. */
    public static List<Hook> table() {
        return with(own());
    }

    /** Where retry is off and {@code jdk-resend=block}: only the JDK's verdict can be changed. */
    public static List<Hook> blocking() {
        return with(verdicts());
    }

    private static List<Hook> with(List<Hook> acting) {
        List<Hook> rows = new ArrayList<>();
        for (Hook row : HttpClientHooks.table()) {
            if (!row.probe().equals("attemptFailed")) {
                rows.add(row);
            }
        }
        rows.addAll(acting);
        return rows;
    }

    private static List<Hook> verdicts() {
        return Arrays.asList(
                in(CALL, "getExceptionalCF", Hook.ANY) // 1 argument in 11, 2 from 17
                        .until(25)
                        .on(Point.REPLACE_RESULT)
                        .calls("attemptFailed", "failed attempts, retries", self(), parameter(1, THROWABLE)),
                in(CALL, "checkRetryEligible", 2)
                        .from(26)
                        .on(Point.REPLACE_RESULT)
                        .calls("attemptFailed", "failed attempts, retries", self(), parameter(1, THROWABLE)));
    }

    /** Those that are there only where retry is on. */
    public static List<Hook> own() {
        List<Hook> rows = new ArrayList<>(verdicts());
        rows.addAll(Arrays.asList(
                in(CONNECTION, "getConnection", 4)
                        .until(25)
                        .on(Point.AFTER_CALL, CLIENT, "connectionPool")
                        .calls("pool", "retries on a new connection", parameter(1), parameter(3)),
                in(CONNECTION, "getConnection", 5) // the third is the exchange
                        .from(26)
                        .on(Point.AFTER_CALL, CLIENT, "connectionPool")
                        .calls("pool", "retries on a new connection", parameter(1), parameter(4)),
                in(PACKAGE + "ResponseTimerEvent", "<init>", 1)
                        .on(Point.AFTER_CALL, "java/util/Optional", "get")
                        .calls("timeout", "the time-out as one for all attempts", parameter(1)),
                in(PACKAGE + "common/Utils", "resolveAddress", 1)
                        .on(Point.REPLACE_RESULT)
                        .calls("reachable", "another address after one that cannot be reached"),
                in(CALL, "responseFilters", 1).calls("responded", "what a retry brought", self(), parameter(1))));
        return rows;
    }

    private static Hook.Builder in(String className, String method, int arguments) {
        return Hook.in(PROBE, className, method, arguments);
    }
}
