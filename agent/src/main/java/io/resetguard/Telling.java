package io.resetguard;

import io.resetguard.bootstrap.AgentLog;
import io.resetguard.config.Options;
import io.resetguard.event.Event;
import io.resetguard.event.EventType;
import io.resetguard.event.EventWriter;
import io.resetguard.event.Summary;
import io.resetguard.exchange.Outcome;
import io.resetguard.exchange.PeerReset;
import io.resetguard.exchange.Resend;
import io.resetguard.exchange.Resend.Tier;
import io.resetguard.origin.OriginName;
import io.resetguard.origin.OriginProfile;
import io.resetguard.origin.Origins;
import io.resetguard.prevent.Prevented;
import io.resetguard.retry.Retried;
import io.resetguard.retry.RetryDecision;

/**
 * Has what happened made an event, counted and told; of too many at once, where no file of events asks for each, only
 * counted: a storm must not cost the application more than it is worth. On the thread that noticed it.
 */
final class Telling {

    /** So many of an origin are looked at in a second; the log shows {@code log.rate} of these. */
    static final int LOOKS_A_SECOND = 100;

    private final EventWriter writer;
    private final EventComposer composer;
    private final Summary summary;
    private final Origins origins;
    private final int looksASecond;

    Telling(EventWriter writer, EventComposer composer, Summary summary, Origins origins, Options options) {
        this.writer = writer;
        this.composer = composer;
        this.summary = summary;
        this.origins = origins;
        this.looksASecond = options.events() != null ? Integer.MAX_VALUE : Math.max(LOOKS_A_SECOND, options.logRate());
    }

    void reset(PeerReset reset, OriginProfile origin) {
        if (looksAt(origin)) {
            submit(composer.reset(reset));
        } else {
            EventType type = reset.truncated ? EventType.TRUNCATED_BODY : EventType.PEER_RESET;
            count(composer.counted(type, reset, origin, reset.outcome, Tier.of(reset)));
        }
    }

    void resend(Resend resend) {
        OriginProfile origin = originOf(resend.after);
        if (looksAt(origin)) {
            submit(composer.resend(resend));
        } else {
            count(composer.counted(EventType.JDK_RESEND, resend.after, origin, Outcome.JDK_RESENT, resend.tier));
        }
    }

    void retry(Retried what) {
        submit(composer.retry(what));
    }

    void retrySuppressed(PeerReset reset, RetryDecision why) {
        OriginProfile origin = originOf(reset);
        if (looksAt(origin)) {
            submit(composer.retrySuppressed(reset, why));
        } else {
            count(composer.counted(EventType.RETRY_SUPPRESSED, reset, origin, Outcome.SURFACED, why.tier()));
        }
    }

    void prevented(Prevented what, int untold) {
        submit(composer.prevented(what, untold));
    }

    private OriginProfile originOf(PeerReset reset) {
        return origins.of(OriginName.of(reset.url));
    }

    private boolean looksAt(OriginProfile origin) {
        return looksASecond == Integer.MAX_VALUE || origin.takeLook(looksASecond, System.nanoTime());
    }

    private void submit(Event event) {
        if (isOfThisAgent()) {
            return;
        }
        AgentLog.faultPoint("event");
        summary.record(event);
        writer.submit(event);
    }

    private void count(Event event) {
        if (isOfThisAgent()) {
            return;
        }
        summary.record(event);
        writer.count(event);
    }

    /** An appender's own requests would make events for ever. */
    private boolean isOfThisAgent() {
        return writer.isWriterThread();
    }
}
