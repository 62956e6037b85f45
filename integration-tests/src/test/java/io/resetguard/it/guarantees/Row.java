package io.resetguard.it.guarantees;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Http2Effect;
import io.resetguard.it.support.Http2Step;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.wire.Expectation;
import io.resetguard.it.wire.WirePoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * One element of the product.
 *
 * @param client that sends
 * @param protocol that it speaks
 * @param ending what the server does
 * @param when on which connection it does it, and how often
 * @param kind of request
 */
record Row(Client client, Protocol protocol, Ending ending, When when, Kind kind) {
    /** All that are possible. */
    static List<Row> of(Client client, Collection<Protocol> protocols) {
        return protocols.stream()
                .filter(protocol -> protocol.isOf(client))
                .flatMap(protocol -> Arrays.stream(Ending.values())
                        .filter(ending -> ending.isOf(protocol))
                        .flatMap(ending -> Arrays.stream(When.values()).flatMap(when -> Kind.of(client).stream()
                                .map(kind -> new Row(client, protocol, ending, when, kind)))))
                .filter(Row::isPossible)
                .toList();
    }

    private boolean isPossible() {
        Stage stage = ending.stage();
        boolean uploadsSomething = stage != Stage.UPLOADING || kind.body() != Kind.Body.NONE;
        boolean isAnsweredByABody = stage != Stage.IN_BODY || !kind.method().equals("HEAD");
        // The first request of h2c goes out as one of HTTP/1.1, and whole, before the protocol changes.
        boolean isWholeBefore = protocol == Protocol.H2C && stage == Stage.UPLOADING && !when.isReused();
        return when.tells(stage) && uploadsSomething && isAnsweredByABody && !isWholeBefore;
    }

    /** The row that it becomes on a machine too busy for the client to read, or to notice a close, in time. */
    Row ifOvertaken() {
        return new Row(client, protocol, ending.ifOvertaken(), when, kind);
    }

    /** How often the peer may have processed it: whole, and not said to be refused. */
    int processed(int received) {
        Stage stage = ending.stage();
        boolean never = stage == Stage.UPLOADING || stage == Stage.REFUSED;
        return !never ? received : when.isAlways() ? 0 : Math.max(0, received - 1);
    }

    /** Whether the server did not even receive it, or said that it has not processed it. */
    boolean isProvenUnprocessed() {
        return switch (ending.stage()) {
            case CONNECTING, IDLE, REFUSED -> true;
            default -> false;
        };
    }

    /** Whether it is the JDK alone that sends it again, though it might do harm, and {@code jdk-resend=block} ends that. */
    boolean isJdksToRepeat() {
        boolean buffered = kind.body() == Kind.Body.BUFFERED;
        return client == Client.HTTP_URL_CONNECTION && buffered && !kind.mayHappenTwice();
    }

    /** As a row of the tables of HTTP/1.1, of which this is known to come. */
    WirePoint asWirePoint(Expectation expectation) {
        List<ServerStep> steps = new ArrayList<>();
        if (when.isReused() && ending.stage() != Stage.IDLE) {
            steps.add(SocketEffect.RESPOND.step());
        }
        steps.add(ending.http1().orElseThrow());
        if (!when.isAlways()) {
            steps.add(SocketEffect.RESPOND.step());
        }
        WirePoint.Server server = protocol.isTls() ? WirePoint.Server.TLS : WirePoint.Server.PLAIN;
        boolean large = ending.stage() == Stage.UPLOADING;
        return new WirePoint(toString(), client, server, when.isReused(), kind.request(large), steps, expectation);
    }

    /** What a server of HTTP/2 does, the warm-up included. */
    List<Http2Step> http2Steps() {
        List<Http2Step> steps = new ArrayList<>();
        if (when.isReused() && ending.stage() != Stage.IDLE) {
            steps.add(Http2Effect.RESPOND.step());
        }
        steps.add(ending.http2().orElseThrow());
        if (!when.isAlways()) {
            steps.add(Http2Effect.RESPOND.step());
        }
        return steps;
    }

    @Override
    public String toString() {
        return String.join(
                ", ",
                client.label(),
                protocol.title(),
                ending.title(),
                when.title(),
                kind.title(),
                kind.body().title());
    }
}
