package io.resetguard.instrument.httpclient;

import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of {@code java.net.http}'s objects for every request. Implemented by a class that is compiled against
 * that module, and so loads only where it exists.
 */
public interface HttpClientAccess {

    /** Can everything be read that bytes are counted by? */
    boolean isComplete();

    /** Method of a {@code HttpRequest}. */
    String method(Object request);

    /** URI of a {@code HttpRequest}. */
    URI uri(Object request);

    /** The {@code HttpConnection} of a {@code Http1Exchange}; {@code null} where it cannot be read. */
    @Nullable
    Object connectionOf(@Nullable Object h1Exchange);

    /** Does this HTTP/2 frame carry (part of) a response? */
    boolean isResponseFrame(Object frame);

    /** Bytes of a body in this HTTP/2 frame. */
    int bodyBytes(Object frame);

    /** The stream that this HTTP/2 frame belongs to; 0 where it cannot be read. */
    int streamId(Object frame);

    /** Is this HTTP/2 frame the last one of its sender's on its stream (END_STREAM, RFC 9113 6.1)? */
    boolean endsStream(Object frame);

    /** Runs a task after this time, on a thread of the JDK's own. */
    void later(Runnable task, long nanos);

    /** What the JDK throws where a request's time has run out. */
    IOException timedOut();
}
