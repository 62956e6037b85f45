package io.resetguard.report;

import java.util.Locale;

/** Causes, amounts and times as people read them. */
final class Words {
    private Words() {}

    /** What a cause means, as the end of "the peer ended the connection because …"; the name itself where it is new. */
    static String cause(String cause) {
        switch (cause) {
            case "stale_keep_alive":
                return "the connection had been idle for longer than the peer waits, and was used again all the same";
            case "middlebox_dropped":
                return "something between here and the peer had forgotten the idle connection";
            case "max_requests_or_age":
                return "the peer allows a connection only so many requests, or such an age";
            case "server_restart":
                return "the server, or what stands before it, went away with all its connections";
            case "target_removed":
                return "the server was taken out of the load balancer";
            case "tls_handshake":
                return "the TLS handshake was broken off";
            case "request_rejected_while_sending":
                return "the peer did not want the body of the request";
            case "backlog_overflow":
                return "the peer's queue of new connections was full";
            case "filtered":
                return "a filter in between does not let it through";
            case "rate_limited":
                return "the peer limits how many connections or requests there may be";
            case "conntrack_invalid":
                return "the connection tracking of a router or host lost it";
            case "server_aborted":
                return "the server gave the request up";
            case "client_paused":
                return "this JVM stood still for longer than the peer waits";
            case "protocol_upgrade":
                return "an upgrade to another protocol was not understood";
            case "wrong_scheme_or_port":
                return "the port speaks another protocol";
            case "poisoned_connection":
                return "the connection held what belonged to another request";
            case "h2_connection_error":
                return "the peer reported an HTTP/2 error";
            case "h2_graceful_close":
                return "the peer ended an HTTP/2 connection on purpose";
            case "response_truncated":
                return "a response was shorter than announced, and the JDK handed it over as whole";
            case "response_cut":
                return "the connection ended in the middle of a response";
            case "closed_before_response":
                return "the connection ended before any byte of a response, and no more is known";
            case "unknown":
                return "nothing is known about why";
            default:
                return cause;
        }
    }

    /** {@code 1.2 s}, {@code 45 s}, {@code 5 min}, {@code 2.5 h}. */
    static String duration(double millis) {
        if (millis < 1000) {
            return trimmed(millis, 1) + " ms";
        }
        if (millis < 120_000) {
            return trimmed(millis / 1000, millis < 10_000 ? 2 : 1) + " s";
        }
        if (millis < 7_200_000) {
            return trimmed(millis / 60_000, 1) + " min";
        }
        return millis < 172_800_000 ? trimmed(millis / 3_600_000, 1) + " h" : trimmed(millis / 86_400_000, 1) + " days";
    }

    /** The upper end of a class of idle times. */
    static String idleClass(int index) {
        boolean last = index == IdleClasses.size() - 1;
        return last ? "more" : duration((double) IdleClasses.boundMs(index));
    }

    /** {@code 12,345}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 reset}, {@code 2 resets}. */
    static String counted(long count, String one, String many) {
        return count(count) + " " + (count == 1 ? one : many);
    }

    private static String trimmed(double number, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", number);
        return text.replaceAll("\\.?0+$", "").isEmpty() || text.indexOf('.') < 0
                ? text
                : text.replaceAll("\\.?0+$", "");
    }
}
