package io.resetguard.instrument.httpclient;

import io.resetguard.instrument.JdkObject;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Can the body of a request be written again? Known of the publishers that {@code BodyPublishers} makes, by their classes
 * (JDK 11 to 27); any other is used again only where it was not used before.
 */
final class ReplayableBody {

    private static final String PUBLISHERS = "jdk.internal.net.http.RequestPublishers$";

    /** Each subscriber gets the same bytes. */
    private static final Set<String> ALWAYS = new HashSet<>(Arrays.asList(
            "EmptyPublisher", "ByteArrayPublisher", "StringPublisher", "FilePublisher", "FileChannelPublisher"));

    /** The field of Http1Exchange that is set as soon as the publisher is asked. */
    private static final String BY_HTTP1 = "bodySubscriber";

    /** The same of Stream. */
    private static final String BY_HTTP2 = "requestSubscriber";

    private ReplayableBody() {}

    /**
     * @param publisher the request's {@code BodyPublisher}; {@code null}: no body
     * @param implementation the failed attempt's {@code ExchangeImpl}; {@code null}: it did not get as far
     * @param upgrading whether the attempt began as one of HTTP/1.1 that asks for HTTP/2
     */
    static boolean is(@Nullable Object publisher, @Nullable Object implementation, boolean upgrading) {
        return publisher == null
                || implementation == null
                || isUntouched(implementation, upgrading)
                || isLasting(publisher);
    }

    private static boolean isUntouched(Object implementation, boolean upgrading) {
        if (JdkObject.has(implementation, BY_HTTP1)) {
            return JdkObject.field(implementation, BY_HTTP1) == null;
        }
        // The stream that an upgrade ends in was never asked for a body: that went out before it, over HTTP/1.1.
        return !upgrading
                && JdkObject.has(implementation, BY_HTTP2)
                && JdkObject.field(implementation, BY_HTTP2) == null;
    }

    private static boolean isLasting(Object publisher) {
        String name = publisher.getClass().getName();
        if (!name.startsWith(PUBLISHERS)) {
            return false;
        }
        String kind = name.substring(PUBLISHERS.length());
        if (kind.equals("IterablePublisher")) {
            return JdkObject.field(publisher, "content") instanceof Collection;
        }
        return kind.equals("AggregatePublisher") ? areLasting(publisher) : ALWAYS.contains(kind);
    }

    private static boolean areLasting(Object aggregate) {
        Object bodies = JdkObject.field(aggregate, "bodies");
        if (!(bodies instanceof Collection)) {
            return false;
        }
        for (Object body : (Collection<?>) bodies) {
            if (!isLasting(body)) {
                return false;
            }
        }
        return true;
    }
}
