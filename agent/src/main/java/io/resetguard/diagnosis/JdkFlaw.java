package io.resetguard.diagnosis;

/** What the JDK's clients are known to do wrong about connections that a peer ends, and in which releases. */
enum JdkFlaw {

    /**
     * {@code Http2Connection.handleGoAway} shut the connection down, and failed all of its streams: JDK-8335181. In 17 since
     * 17.0.17 (jdk17u-dev pull request 3783), in 21 no later than 21.0.12, in all from 24 on.
     */
    GOAWAY_FAILS_REQUESTS(
            11,
            23,
            "HttpClient of this JDK does not: JDK 24 and newer, and updates of 17 and 21 (17.0.17 and 21.0.12 have it), send"
                    + " again what a GOAWAY says was not processed (JDK-8335181)") {
        @Override
        boolean isMended(JdkRelease jdk) {
            return jdk.isSince(17, 17) || jdk.isSince(21, 12);
        }
    },

    /**
     * {@code Exchange.unprocessedByPeer} is never reset, and {@code MultiExchange.checkRetryEligible} asks it first: sources
     * of 27.
     */
    ONCE_REFUSED_ALWAYS_RESENT(
            26,
            27,
            "HttpClient of JDK 26 and 27, once the peer has refused a request, sends it again after any later failure too, a"
                    + " time-out as well; jdk-resend=block keeps it from that"),

    /** {@code sun.net.www.MeteredStream} says "Premature EOF" in 25 and says nothing in 8 to 21. */
    BODY_CUT_SILENTLY(8, 24, "JDK 25 throws \"Premature EOF\" here; so does java.net.http.HttpClient on every JDK"),

    /** {@code ConnectionPool.KEEP_ALIVE}: JDK-8297030. */
    IDLE_FOR_TWENTY_MINUTES(
            11,
            19,
            "HttpClient keeps idle connections for 20 minutes up to JDK 19, and for 30 s since JDK 20 (JDK-8297030)"),

    /** {@code Http2Connection} has a timer since JDK-8295649. */
    HTTP_2_IDLE_FOR_EVER(
            11,
            19,
            "client: up to JDK 19 there is no idle limit for HTTP/2 connections; JDK 20 and newer have"
                    + " -Djdk.httpclient.keepalive.timeout.h2 (JDK-8295649)");

    private final int from;
    private final int until;

    /** What is wrong, and which release does better. */
    final String sentence;

    /**
     * @param from the first feature release with it
     * @param until the last
     */
    JdkFlaw(int from, int until, String sentence) {
        this.from = from;
        this.until = until;
        this.sentence = sentence;
    }

    /** Does this release have it? */
    boolean isIn(JdkRelease jdk) {
        return jdk.feature >= from && jdk.feature <= until && !isMended(jdk);
    }

    /** Has an update of a release that had it no longer got it? */
    boolean isMended(JdkRelease jdk) {
        return false;
    }
}
