package io.resetguard;

import io.resetguard.bootstrap.AgentLog;
import io.resetguard.config.Options;
import io.resetguard.config.RetryMode;
import io.resetguard.diagnosis.Advice;
import io.resetguard.diagnosis.Circumstances;
import io.resetguard.diagnosis.Diagnosis;
import io.resetguard.diagnosis.Diagnostician;
import io.resetguard.diagnosis.JdkRelease;
import io.resetguard.diagnosis.OwnOptions;
import io.resetguard.event.Event;
import io.resetguard.event.EventBuilder;
import io.resetguard.event.EventKey;
import io.resetguard.event.EventStamp;
import io.resetguard.event.EventType;
import io.resetguard.event.MdcCapture;
import io.resetguard.event.Redaction;
import io.resetguard.event.UtcTime;
import io.resetguard.exchange.KeepAlive;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.exchange.Signal;
import io.resetguard.exchange.TrackedConnection;
import io.resetguard.origin.AddressProfile;
import io.resetguard.origin.JvmPauses;
import io.resetguard.origin.OriginName;
import io.resetguard.origin.OriginProfile;
import io.resetguard.origin.Origins;
import io.resetguard.prevent.PreventReason;
import io.resetguard.prevent.Prevented;
import io.resetguard.prevent.ReuseDecision;
import io.resetguard.retry.Retried;
import io.resetguard.retry.RetryDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes an event of frozen facts: redacted, diagnosed, with the thread's context. On the thread that noticed it. */
final class EventComposer {

    /** In place of a cause, in counts only. */
    private static final String NOT_DIAGNOSED = "not_diagnosed";

    private final EventStamp stamp;
    private final Redaction redaction;
    private final Origins origins;
    private final MdcCapture mdc;
    private final JdkRelease jdk;
    private final JvmPauses pauses;
    private final OwnOptions ownOptions;

    EventComposer(
            EventStamp stamp, Options options, Origins origins, JvmPauses pauses, MdcCapture mdc, JdkRelease jdk) {
        this.stamp = stamp;
        this.redaction = new Redaction(options.redact());
        this.origins = origins;
        this.mdc = mdc;
        this.jdk = jdk;
        this.pauses = pauses;
        boolean retries = options.retry() != RetryMode.OFF;
        boolean idempotent = options.retry() == RetryMode.IDEMPOTENT;
        this.ownOptions = new OwnOptions(options.prevents(), retries, idempotent, idempotent && options.retryFresh());
    }

    Event reset(PeerReset reset) {
        EventType type = reset.truncated ? EventType.TRUNCATED_BODY : EventType.PEER_RESET;
        EventBuilder event = facts(type, reset).put(EventKey.OUTCOME, reset.outcome.text());
        AgentLog.faultPoint("diagnosis");
        Diagnosis diagnosis = Diagnostician.diagnose(reset, origins, around(reset));
        return event.put(EventKey.CAUSE, diagnosis.cause().text())
                .put(EventKey.CONFIDENCE, diagnosis.confidence().text())
                .put(EventKey.EVIDENCE, diagnosis.evidence())
                .put(EventKey.AGAINST, diagnosis.against())
                .put(EventKey.ADVICE, advice(reset, diagnosis))
                .build();
    }

    private List<String> advice(PeerReset reset, Diagnosis diagnosis) {
        String url = reset.url == null ? null : redaction.url(reset.url);
        String curl = CurlCommand.of(reset, diagnosis.cause(), url);
        if (curl == null || diagnosis.advice().size() >= Diagnosis.MOST_ADVICE) {
            return diagnosis.advice();
        }
        List<String> advice = new ArrayList<>(diagnosis.advice());
        advice.add(curl);
        return advice;
    }

    private Circumstances around(PeerReset reset) {
        long now = System.nanoTime();
        long wall = System.currentTimeMillis();
        long since = now - Math.max(0, reset.elapsedNanos) - Math.max(0, reset.idleNanos);
        long endedMillis = wall - TimeUnit.NANOSECONDS.toMillis(Math.max(0, now - reset.endNanos));
        return new Circumstances(jdk, now, pauses.within(since, now, wall), UtcTime.iso(endedMillis), ownOptions);
    }

    Event resend(Resend resend) {
        return facts(EventType.JDK_RESEND, resend.after)
                .put(EventKey.OUTCOME, Outcome.JDK_RESENT.text())
                .put(EventKey.NEW_CONNECTION_ID, resend.newConnectionId)
                .put(EventKey.SENDS, resend.sends)
                .put(EventKey.RETRY_TIER, resend.tier.name())
                .put(EventKey.REASON, reason(resend))
                .put(EventKey.ADVICE, Advice.forResend(resend.after))
                .build();
    }

    /** What the agent's own re-send came to; the facts are those of the end that it was sent again after. */
    Event retry(Retried retried) {
        return facts(EventType.RETRY, retried.after)
                .put(EventKey.OUTCOME, Outcome.RETRIED.text())
                .putIfKnown(EventKey.NEW_CONNECTION_ID, retried.newConnectionId > 0 ? retried.newConnectionId : -1)
                .put(EventKey.SENDS, retried.sends)
                .put(EventKey.RETRY_TIER, retried.decision.tier().name())
                .put(EventKey.REASON, retried.decision.reason().text())
                .putIfKnown(EventKey.STATUS, retried.status)
                .putNanos(EventKey.RECOVERED_MS, retried.recoveredNanos)
                .build();
    }

    Event retrySuppressed(PeerReset reset, RetryDecision why) {
        return facts(EventType.RETRY_SUPPRESSED, reset)
                .put(EventKey.OUTCOME, Outcome.SURFACED.text())
                .put(EventKey.RETRY_TIER, why.tier().name())
                .put(EventKey.REASON, why.reason().text())
                .build();
    }

    /**
     * A pooled connection that was not used again.
     *
     * @param untold how many more like it there were since the last one
     */
    Event prevented(Prevented what, int untold) {
        ReuseDecision why = what.why;
        TrackedConnection connection = what.connection;
        AddressProfile known = AddressProfile.of(connection);
        KeepAlive read = connection.announced();
        KeepAlive announced = read == null ? KeepAlive.NONE : read;
        PreventReason reason = why.reason();
        return caused(EventType.PREVENTED, what.client)
                .put(EventKey.METHOD, what.method)
                .put(EventKey.URL, what.url == null ? null : redaction.url(what.url.toString()))
                .put(EventKey.ORIGIN, known == null ? null : known.origin().name())
                .put(EventKey.PROTOCOL, connection.isH2() ? "h2" : "http/1.1")
                .put(EventKey.TLS, connection.tls())
                .put(EventKey.LOCAL, connection.local())
                .put(EventKey.REMOTE, connection.remote())
                .put(EventKey.CONNECTION_ID, connection.id)
                .putNanos(EventKey.CONNECTION_AGE_MS, why.ageNanos())
                .put(EventKey.CONNECTION_REUSED, true)
                .putIfKnown(EventKey.CONNECTION_REQUESTS, connection.ageKnown ? why.requests() : -1)
                .putIfKnown(EventKey.NEW_CONNECTION_ID, what.newConnectionId > 0 ? what.newConnectionId : -1)
                .putNanos(EventKey.IDLE_MS, why.idleNanos())
                .putIfKnown(EventKey.KEEP_ALIVE_TIMEOUT_S, announced.timeoutSeconds)
                .putIfKnown(EventKey.KEEP_ALIVE_MAX, announced.max)
                .put(EventKey.EVIDENCE, PreventEvidence.of(why, untold))
                .put(EventKey.OUTCOME, Outcome.PREVENTED.text())
                .put(EventKey.REASON, reason == null ? null : reason.text())
                .build();
    }

    /** No more than what is counted, of one that is not looked at. */
    Event counted(EventType type, PeerReset reset, OriginProfile origin, Outcome outcome, Tier tier) {
        return Event.builder(type)
                .caller(Thread.currentThread().getContextClassLoader(), null)
                .put(EventKey.METHOD, reset.method)
                .put(EventKey.ORIGIN, origin.name().isEmpty() ? null : origin.name())
                .put(EventKey.OUTCOME, outcome.text())
                .put(EventKey.RETRY_TIER, tier.name())
                .put(EventKey.CAUSE, NOT_DIAGNOSED)
                .build();
    }

    private static String reason(Resend resend) {
        switch (resend.tier) {
            case P0:
                return "nothing_was_sent";
            case P1:
                return "peer_says_unprocessed";
            case X:
                return "response_had_begun";
            default:
                return "no_response_byte";
        }
    }

    private EventBuilder facts(EventType type, PeerReset reset) {
        EventBuilder event = caused(type, reset.client)
                .put(EventKey.EXCHANGE_ID, reset.isOnlyAnException() ? null : "x" + reset.exchangeId)
                .put(EventKey.METHOD, reset.method)
                .put(EventKey.URL, reset.url == null ? null : redaction.url(reset.url))
                .put(EventKey.ORIGIN, OriginName.of(reset.url))
                .put(EventKey.TRACE_ID, TraceParent.traceId(reset.traceId));
        if (reset.isOnlyAnException()) {
            return event.put(EventKey.SIGNAL, reset.signal.text()).put(EventKey.ERROR, error(reset));
        }
        event.put(EventKey.PROTOCOL, reset.h2 ? "h2" : "http/1.1")
                .put(EventKey.TLS, reset.tls)
                .put(EventKey.PROXY, reset.proxy)
                .put(EventKey.LOCAL, reset.local)
                .put(EventKey.REMOTE, reset.remote);
        connection(event, reset);
        exchange(event, reset);
        return event;
    }

    /** With what this thread knows of itself. */
    private EventBuilder caused(EventType type, String client) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return stamp.event(type)
                .caller(loader, mdc.capture(loader))
                .put(EventKey.CLIENT, client)
                .put(EventKey.CALLER, Caller.onThisThread(client));
    }

    private static void connection(EventBuilder event, PeerReset reset) {
        event.put(EventKey.CONNECTION_ID, reset.connectionId)
                .putNanos(EventKey.CONNECTION_AGE_MS, reset.ageKnown ? reset.ageNanos : -1)
                .put(EventKey.CONNECTION_REUSED, reset.reused())
                .putIfKnown(EventKey.CONNECTION_REQUESTS, reset.ageKnown ? reset.requestNumber : -1)
                .putNanos(EventKey.IDLE_MS, reset.idleNanos)
                .putIfKnown(EventKey.KEEP_ALIVE_TIMEOUT_S, reset.keepAliveTimeoutSeconds)
                .putIfKnown(EventKey.KEEP_ALIVE_MAX, reset.keepAliveMax)
                .putNanos(EventKey.CLIENT_IDLE_LIMIT_MS, reset.clientIdleLimitNanos);
    }

    private void exchange(EventBuilder event, PeerReset reset) {
        Signal seen = reset.seen();
        event.put(EventKey.PHASE, reset.phase.text())
                .putIfKnown(EventKey.BYTES_SENT, reset.sentBytes)
                .putIfKnown(EventKey.BYTES_RECEIVED, reset.receivedBytes)
                .putNanos(EventKey.ELAPSED_MS, reset.elapsedNanos)
                .putNanos(EventKey.SINCE_LAST_WRITE_MS, reset.sinceLastWriteNanos)
                .put(EventKey.SIGNAL, seen == null ? null : seen.text())
                .put(EventKey.ERROR, error(reset))
                .put(EventKey.SENDS, reset.sends);
        if (reset.h2) {
            event.putIfKnown(EventKey.H2_ERROR, reset.h2Error)
                    .putIfKnown(EventKey.H2_LAST_STREAM_ID, reset.h2LastStreamId)
                    .putIfKnown(EventKey.H2_STREAM_ID, reset.h2StreamId)
                    .putIfKnown(EventKey.EXCHANGES, reset.exchanges > 0 ? reset.exchanges : 1);
        }
    }

    private @Nullable String error(PeerReset reset) {
        return reset.error == null ? null : chain(reset.error);
    }

    /** The exception and its causes: {@code Class: message <- Class: message}. */
    private String chain(Throwable error) {
        StringBuilder text = new StringBuilder();
        @Nullable Throwable t = error;
        for (int depth = 0; t != null && depth < 8; depth++) {
            if (!isOnlyTheJdks(t)) {
                text.append(text.length() == 0 ? "" : " <- ")
                        .append(t.getClass().getName());
                if (t.getMessage() != null) {
                    text.append(": ").append(redaction.error(t.getMessage()));
                }
            }
            t = t.getCause();
        }
        return text.toString();
    }

    /** A wrapper that the JDK takes off before the application sees anything. */
    private static boolean isOnlyTheJdks(Throwable error) {
        return error.getCause() != null && error.getClass().getName().startsWith("jdk.internal.");
    }
}
