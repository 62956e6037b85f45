package io.resetguard.instrument.httpclient;

import static io.resetguard.instrument.Argument.field;
import static io.resetguard.instrument.Argument.inheritedObject;
import static io.resetguard.instrument.Argument.parameter;
import static io.resetguard.instrument.Argument.result;
import static io.resetguard.instrument.Argument.self;
import static io.resetguard.instrument.Argument.thrown;
import static io.resetguard.instrument.httpclient.HttpClientClasses.BODY_PARSER;
import static io.resetguard.instrument.httpclient.HttpClientClasses.CALL;
import static io.resetguard.instrument.httpclient.HttpClientClasses.CLIENT;
import static io.resetguard.instrument.httpclient.HttpClientClasses.CONNECTION;
import static io.resetguard.instrument.httpclient.HttpClientClasses.H1_BODY_READER;
import static io.resetguard.instrument.httpclient.HttpClientClasses.H1_EXCHANGE;
import static io.resetguard.instrument.httpclient.HttpClientClasses.H1_RECEIVER;
import static io.resetguard.instrument.httpclient.HttpClientClasses.H1_RESPONSE;
import static io.resetguard.instrument.httpclient.HttpClientClasses.H2_CONNECTION;
import static io.resetguard.instrument.httpclient.HttpClientClasses.PACKAGE;
import static io.resetguard.instrument.httpclient.HttpClientClasses.PLAIN;
import static io.resetguard.instrument.httpclient.HttpClientClasses.STREAM;
import static io.resetguard.instrument.httpclient.HttpClientClasses.TUBE;

import io.resetguard.instrument.Argument;
import io.resetguard.instrument.Hook;
import io.resetguard.instrument.Point;
import java.util.Arrays;
import java.util.List;

/**
 * Its rows of the hook table: all that the agent touches in {@code java.net.http} (platform loader), read in the sources
 * of JDK 11, 17, 21, 25 and 27.
 */
public final class HttpClientHooks {

    private static final String PROBE = "io/resetguard/bootstrap/HttpClientProbe";

    private static final String CHANNEL = "java/nio/channels/SocketChannel";
    private static final String THROWABLE = "Ljava/lang/Throwable;";
    private static final Argument[] BODY_FAILS = {field("this$0"), parameter(1, THROWABLE)};

    private HttpClientHooks() {}

    /** The hooks themselves. */
    public static List<Hook> table() {
        return Arrays.asList(
                // The TCP connection. Every kind of HttpConnection (TLS, tunnel, HTTP/2) stands on a plain one.
                in(PLAIN, "connectAsync", 1)
                        .calls("connecting", "age and address of connections", self(), field("chan"), parameter(1)),
                in(PLAIN + "$ConnectEvent", "handle", 0) // over TLS finishConnect comes only after the handshake
                        .on(Point.RETURN)
                        .calls("connectHandled", "how long a TCP connect took", field("this$0")),
                in(PLAIN, "finishConnect", 0)
                        .on(Point.RETURN)
                        .calls("connected", "age and address of connections", self(), field("chan")),
                in(PLAIN, "close", Hook.ANY) // from 21 also with a cause
                        .calls("closing", "own closes told apart from the peer's", self(), field("chan")),

                // The channel itself: the true exception is renamed and wrapped above it.
                in(TUBE, "readAvailable", 1)
                        .on(Point.INSTEAD_OF_CALL, CHANNEL, "read")
                        .calls("read", "resets and ends seen on the socket"),
                in(TUBE, "writeAvailable", 1)
                        .on(Point.INSTEAD_OF_CALL, CHANNEL, "write")
                        .calls("write", "write errors seen on the socket"),

                // HTTP/1.1
                in(H1_EXCHANGE, "sendHeadersAsync", 0)
                        .calls(
                                "exchangeBegins",
                                "which request is on which connection",
                                self(),
                                field("connection"),
                                field("request"),
                                jdkExchange()),
                Hook.in(PROBE, H1_EXCHANGE, "appendToOutgoing", "(Ljava/util/List;)V")
                        .calls(
                                "requestPart",
                                "bytes sent; write and await as phases",
                                self(),
                                field("connection"),
                                parameter(1, "Ljava/util/List;")),
                Hook.in(PROBE, H1_RECEIVER, "asyncReceive", "(Ljava/nio/ByteBuffer;)V")
                        .calls(
                                "plaintextReceived",
                                "bytes received",
                                field("owner"),
                                parameter(1, "Ljava/nio/ByteBuffer;")),
                in(H1_EXCHANGE, "readBodyAsync", 3)
                        .calls("bodyBegins", "the body as a phase", self(), field("connection")),
                bodyFails().from(18).calls("bodyFails", "the caller where a response is cut", BODY_FAILS),
                bodyFails()
                        .from(17)
                        .until(17)
                        .whereFound() // from 17.0.16
                        .calls("bodyFails", "the caller where a response is cut", BODY_FAILS),
                in(H1_RESPONSE, "onReadError", 1)
                        .calls(
                                "responseReadFailed",
                                "truncation",
                                self(),
                                field("connection"),
                                parameter(1, THROWABLE)),
                in(CONNECTION, "closeOrReturnToCache", 1)
                        .calls("parking", "idle time, reuse, announced keep-alive", self(), parameter(1)),

                // HTTP/2
                in(STREAM, "registerStream", Hook.ANY) // 1 argument in 11, 2 from 17
                        .calls(
                                "streamOpened",
                                "HTTP/2 exchanges",
                                self(),
                                parameter(1, "I"),
                                field("connection"),
                                field("request"),
                                jdkExchange()),
                in(H2_CONNECTION, "encodeHeaders", 2)
                        .on(Point.RETURN)
                        .calls("streamHead", "HTTP/2 bytes sent", result(), self()),
                in(H2_CONNECTION, "sendDataFrame", 1)
                        .calls("streamData", "HTTP/2 bytes sent; write and await as phases", self(), parameter(1)),
                in(STREAM, "incoming", 1)
                        .calls(
                                "frameReceived",
                                "HTTP/2 phases and bytes",
                                self(),
                                streamId(),
                                field("connection"),
                                parameter(1)),
                in(STREAM, "incoming_reset", 1) // while the request is written it may not come to handleReset, or late
                        .calls(
                                "streamResetComes",
                                "RST_STREAM during an upload",
                                self(),
                                streamId(),
                                field("connection"),
                                parameter(1)),
                in(STREAM, "handleReset", Hook.ANY) // after the frames queued before it
                        .calls(
                                "streamReset",
                                "RST_STREAM codes",
                                self(),
                                streamId(),
                                field("connection"),
                                parameter(1)),
                in(STREAM, "cancelImpl", Hook.ANY)
                        .calls(
                                "streamFailed",
                                "HTTP/2 responses cut by the end of their connection",
                                self(),
                                streamId(),
                                field("connection"),
                                parameter(1, THROWABLE)),
                in(H2_CONNECTION, "closeStream", 1)
                        .calls("streamClosed", "the end of HTTP/2 exchanges", parameter(1, "I"), self()),
                in(H2_CONNECTION, "handleGoAway", 1).calls("goAway", "GOAWAY", self(), parameter(1)),

                // The public entry points: where the caller's thread is, and what is left to see should a JDK move the
                // rest.
                in(CLIENT, "send", 2)
                        .on(Point.RETURN)
                        .calls("sendReturned", "the caller and its MDC where send hid a reset"),
                in(CLIENT, "send", 2)
                        .on(Point.THROW)
                        .calls("sendFailed", "the caller of send and its MDC", parameter(1), thrown()),
                in(CLIENT, "sendAsync", 3)
                        .on(Point.RETURN)
                        .calls("futureReturned", "nothing, while all other rows fit", result(), parameter(1)),

                // Where an attempt fails, and what the JDK makes of it: null (to 25) or a RetryContext (from 26).
                in(CALL, "getExceptionalCF", Hook.ANY) // 1 argument in 11, 2 from 17
                        .until(25)
                        .calls("attemptFailing", "failed attempts", self(), field("exchange")),
                in(CALL, "getExceptionalCF", Hook.ANY)
                        .until(25)
                        .on(Point.RETURN)
                        .calls("attemptFailed", "failed attempts", result(), self(), parameter(1, THROWABLE)),
                in(CALL, "checkRetryEligible", 2)
                        .from(26)
                        .calls("attemptFailing", "failed attempts", self(), field("exchange")),
                in(CALL, "checkRetryEligible", 2)
                        .from(26)
                        .on(Point.RETURN)
                        .calls("attemptFailed", "failed attempts", result(), self(), parameter(1, THROWABLE)));
    }

    /** Just before the application has the failure: these JDKs tell {@code H1_RESPONSE} only then. */
    private static Hook.Builder bodyFails() {
        return in(H1_BODY_READER, "onReadError", 1).on(Point.BEFORE_CALL, BODY_PARSER, "onError");
    }

    private static Hook.Builder in(String className, String method, int arguments) {
        return Hook.in(PROBE, className, method, arguments);
    }

    private static Argument streamId() {
        return field("streamid", "I");
    }

    /** Of a {@code Http1Exchange} or a {@code Stream}. */
    private static Argument jdkExchange() {
        return inheritedObject(PACKAGE + "ExchangeImpl", "exchange", "L" + PACKAGE + "Exchange;");
    }
}
