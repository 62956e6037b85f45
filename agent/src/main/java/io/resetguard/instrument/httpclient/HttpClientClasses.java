package io.resetguard.instrument.httpclient;

/** The classes of {@code java.net.http} that the hook tables name, in internal form; constants, so this is never loaded. */
final class HttpClientClasses {

    static final String PACKAGE = "jdk/internal/net/http/";
    static final String PLAIN = PACKAGE + "PlainHttpConnection";
    static final String CONNECTION = PACKAGE + "HttpConnection";
    static final String TUBE = PACKAGE + "SocketTube";
    static final String POOL = PACKAGE + "ConnectionPool";
    static final String H1_EXCHANGE = PACKAGE + "Http1Exchange";
    static final String H1_RESPONSE = PACKAGE + "Http1Response";
    static final String H1_BODY_READER = PACKAGE + "Http1Response$BodyReader";
    static final String BODY_PARSER = PACKAGE + "ResponseContent$BodyParser";
    static final String H1_RECEIVER = PACKAGE + "Http1AsyncReceiver";
    static final String H2_POOL = PACKAGE + "Http2ClientImpl";
    static final String H2_CONNECTION = PACKAGE + "Http2Connection";
    static final String STREAM = PACKAGE + "Stream";
    static final String CALL = PACKAGE + "MultiExchange";
    static final String CLIENT = PACKAGE + "HttpClientImpl";

    private HttpClientClasses() {}
}
