package io.resetguard.diagnosis;

import io.resetguard.exchange.PeerReset;
import io.resetguard.origin.ReuseIdle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How to make the client give up an idle connection before the peer does. */
final class IdleLimitAdvice {

    private static final long SENSIBLE_NANOS = 300_000_000_000L;

    /** {@code ConnectionPool.KEEP_ALIVE} of JDK 11 to 19. */
    private static final long DEFAULT_TO_19_NANOS = TimeUnit.SECONDS.toNanos(1200);

    private IdleLimitAdvice() {}

    static List<String> forStale(Facts facts) {
        List<String> advice = clientAdvice(facts);
        advice.add(server(facts));
        return advice;
    }

    /** The client's part of it. */
    static List<String> clientAdvice(Facts facts) {
        List<String> advice = new ArrayList<>();
        long peerSeconds = peerSeconds(facts);
        if (facts.byHttpClient()) {
            httpClient(facts, peerSeconds, advice);
        } else {
            urlConnection(facts, peerSeconds, advice);
        }
        return advice;
    }

    /** After how many whole seconds the peer closes, at the latest: the announced, or the shortest that was seen. */
    static long peerSeconds(Facts facts) {
        long shortest = facts.reset.idleNanos;
        ReuseIdle reuse = facts.known.reuseIdle;
        if (reuse.shortestFailedNanos >= 0) {
            shortest = Math.min(shortest, reuse.shortestFailedNanos);
        }
        if (facts.known.idleCloses.showTimeout()) {
            shortest = Math.min(shortest, facts.known.idleCloses.shortestNanos);
        }
        long seconds = TimeUnit.NANOSECONDS.toSeconds(shortest);
        long announced = facts.announcedSeconds();
        return announced > 0 ? Math.min(seconds, announced) : seconds;
    }

    /** {@code jdk.internal.net.http.HttpClientImpl} (to 19: {@code ConnectionPool}), read into a static final. */
    private static void httpClient(Facts facts, long peerSeconds, List<String> advice) {
        boolean h2 = facts.reset.h2;
        String noLimit = h2 ? facts.flaw(JdkFlaw.HTTP_2_IDLE_FOR_EVER) : null;
        if (noLimit != null) {
            advice.add(noLimit);
            return;
        }
        if (peerSeconds < 2) {
            advice.add(
                    tooShort(peerSeconds) + ": send Connection: close to this origin (a header that HttpClient allows"
                            + " with -Djdk.httpclient.allowRestrictedHeaders=connection)");
            return;
        }
        // Who has set a limit knows of it.
        String why = facts.reset.clientIdleLimitNanos == DEFAULT_TO_19_NANOS
                ? facts.flaw(JdkFlaw.IDLE_FOR_TWENTY_MINUTES)
                : null;
        advice.add("client: -Djdk.httpclient.keepalive.timeout" + (h2 ? ".h2=" : "=") + (peerSeconds - 1)
                + " (seconds, for all origins; it is read once, so set it before the first HttpClient is built)"
                + (why == null ? "" : ". " + why));
    }

    /** {@code sun.net.www.http.KeepAliveCache}: an announced timeout goes before the property. */
    private static void urlConnection(Facts facts, long peerSeconds, List<String> advice) {
        PeerReset reset = facts.reset;
        String property = "-Dhttp.keepAlive.time." + (reset.proxy == null ? "server" : "proxy");
        if (facts.announcedSeconds() > 0) {
            advice.add("client: HttpURLConnection keeps an idle connection as long as the peer announced (timeout="
                    + facts.announcedSeconds() + "), and " + property + " does not change that; setRequestProperty("
                    + "\"Connection\", \"close\") for this origin, or -Dhttp.keepAlive=false for all, ends the reuse");
            return;
        }
        boolean always = facts.jdkFeature >= 19;
        boolean inUpdates = facts.jdkFeature == 8 || facts.jdkFeature == 11 || facts.jdkFeature == 17;
        if (peerSeconds >= 2 && (always || inUpdates)) {
            advice.add("client: " + property + "=" + (peerSeconds - 1) + " (seconds, for all origins that announce no"
                    + " timeout; read once, so set it on the command line"
                    + (always ? ")" : "; JDK 17.0.5, 11.0.17, 8u updates since 2024 and newer ones have it)"));
        } else if (peerSeconds < 2) {
            advice.add(tooShort(peerSeconds) + ": setRequestProperty(\"Connection\", \"close\") for this origin");
        }
        advice.add("client, as a last resort: -Dhttp.keepAlive=false (no connection is reused, for any origin)");
    }

    private static String tooShort(long peerSeconds) {
        return "client: the peer closes idle connections after " + (peerSeconds < 1 ? "less than 1 s" : "1 s")
                + ", too soon for any idle limit in seconds; do without keep-alive for this origin";
    }

    private static String server(Facts facts) {
        PeerReset reset = facts.reset;
        KnownServers product = KnownServers.of(reset.server);
        boolean follows = !facts.byHttpClient() && facts.announcedSeconds() > 0;
        if (follows) {
            // The client follows what is announced: a longer timeout would move the race, not end it.
            return product == KnownServers.NGINX || product == KnownServers.OPENRESTY
                    ? "server: let nginx announce less than it waits: keepalive_timeout "
                            + (facts.announcedSeconds() + 5) + "s " + facts.announcedSeconds() + "s"
                    : "server: wait longer than announced: a timeout in the Keep-Alive header that is some seconds less"
                            + " than the idle timeout";
        }
        // Nobody raises a server's idle timeout above a client's of 20 minutes (java.net.http to JDK 19).
        boolean sensible = reset.clientIdleLimitNanos > 0 && reset.clientIdleLimitNanos <= SENSIBLE_NANOS;
        String limit = sensible
                ? "above the client's idle limit of " + Amounts.time(reset.clientIdleLimitNanos)
                : "above the client's idle limit, once that is set as above";
        if (product == null) {
            return "server: raise its idle timeout " + limit + " (nginx keepalive_timeout, Apache KeepAliveTimeout,"
                    + " Tomcat keepAliveTimeout, Jetty idleTimeout, Node.js server.keepAliveTimeout, gunicorn"
                    + " --keep-alive, uvicorn --timeout-keep-alive, or the load balancer's)";
        }
        return "server: raise " + product.title + "'s " + product.setting + " (" + product.defaultSeconds
                + " s unless set) " + limit;
    }
}
