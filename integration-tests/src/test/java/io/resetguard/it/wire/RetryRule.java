package io.resetguard.it.wire;

import static io.resetguard.it.wire.RetryMode.*;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a mode of {@code retry} makes of a row of the table: what the JDK alone does there, and the sends that the mode's
 * rule adds. The rule is read off the facts of the row (what the server did last, to which request, on which
 * connection), not off the agent.
 */
public final class RetryRule {
    /** However often the JDK sends by itself, the agent adds nothing beyond this. */
    private static final int MOST_SENDS = 3;

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS", "TRACE");
    private static final Set<String> IDEMPOTENT_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE");

    private final WirePoint point;
    private final RetryMode mode;
    private final Expectation alone;
    private final int ownSends;

    private RetryRule(WirePoint point, Jdk jdk, RetryMode mode) {
        this.point = point;
        this.mode = mode;
        this.alone = point.expectation().on(jdk);
        this.ownSends =
                Math.max(1, alone.requests().stream().max(Integer::compare).orElseThrow());
    }

    /** How often the server receives the row's request and on how many connections, and what the application gets. */
    public static Expectation of(WirePoint point, Jdk jdk, RetryMode mode) {
        RetryRule rule = new RetryRule(point, jdk, mode);
        if (mode == OFF) {
            return rule.alone;
        }
        return switch (rule.step(rule.ownSends).effect()) {
            case RESET_IN_TLS_HANDSHAKE -> rule.nothingWasSent();
            case CLOSE_IN_TLS_HANDSHAKE ->
                point.client() == Client.HTTP_CLIENT ? rule.handedOverAndUnanswered() : rule.nothingWasSent();
            case RESET_ON_ACCEPT, PLAINTEXT_ON_TLS -> rule.nothingArrived();
            case RESET_BEFORE_RESPONSE, CLOSE_BEFORE_RESPONSE, RESET_DURING_UPLOAD, EARLY_413_AND_CLOSE ->
                rule.unanswered();
            default -> rule.alone; // it was answered, an answer had begun, or the server ended nothing
        };
    }

    /** Proven: any request, whatever its method and body, until it is answered or sent as often as it may be. */
    private Expectation nothingWasSent() {
        List<ServerStep> steps = point.steps();
        int refused =
                (int) steps.stream().filter(step -> step.effect().onAccept()).count();
        boolean answered = refused < steps.size() && refused < MOST_SENDS;
        if (answered) {
            return alone.sentInstead(1).connected(refused + 1).gets(UrlConnectionPoints.ANSWERED);
        }
        return alone.connected(Math.max(most(alone.connections()), MOST_SENDS));
    }

    /** A race decides how far the client came, and so what may be done; all the server sees are connections. */
    private Expectation nothingArrived() {
        int most = Math.max(most(alone.connections()), 1) + MOST_SENDS - 1;
        return alone.connected(IntStream.rangeClosed(1, most).boxed().toArray(Integer[]::new));
    }

    /** HttpClient gives the request to a connection whose handshake fails later, which is no proof (ADR 0011). */
    private Expectation handedOverAndUnanswered() {
        boolean hidden = alone.requests().contains(1); // by the JDK's own re-send
        if (mode != FRESH || !isSafe() || hidden) {
            return alone;
        }
        Expectation more = alone.connected(most(alone.connections()) + 1);
        boolean answered =
                point.steps().stream().anyMatch(step -> !step.effect().onAccept());
        return answered ? more.sentInstead(1).gets(UrlConnectionPoints.ANSWERED) : more;
    }

    /** Once more, if it may be processed twice on the connection that it failed on, and if it can be written again. */
    private Expectation unanswered() {
        boolean onReused = point.warmUp() && ownSends == 1; // the JDK's own second send goes on a fresh one
        boolean onUnseen = onReused && point.saidClose(); // RFC 9112 9.6: it was not processed
        boolean allowed =
                onUnseen || (onReused ? mode.is(IDEMPOTENT, FRESH) && mayHappenTwice() : mode == FRESH && isSafe());
        if (!allowed || !isReplayable() || ownSends + 1 > MOST_SENDS) {
            return alone;
        }
        Expectation more = alone.sentInstead(ownSends + 1).connected(most(alone.connections()) + 1);
        return step(ownSends + 1).effect() == SocketEffect.RESPOND ? more.gets(UrlConnectionPoints.ANSWERED) : more;
    }

    private boolean isSafe() {
        return SAFE.contains(point.request().method());
    }

    private boolean mayHappenTwice() {
        boolean keyed = point.request().key("headers").contains("Idempotency-Key");
        return keyed || IDEMPOTENT_METHODS.contains(point.request().method());
    }

    private boolean isReplayable() {
        return point.request().key("streaming").isEmpty();
    }

    /** What the server does to the n-th send, the warm-up not counted. */
    private ServerStep step(int send) {
        List<ServerStep> steps = point.steps();
        int number = send + (point.warmUp() ? 1 : 0);
        return steps.get(Math.min(number, steps.size()) - 1);
    }

    private static int most(Set<Integer> numbers) {
        return numbers.stream().max(Integer::compare).orElseThrow();
    }
}
