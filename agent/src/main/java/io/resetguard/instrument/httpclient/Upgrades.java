package io.resetguard.instrument.httpclient;

import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;

/**
 * Does the JDK ask for HTTP/2 by an upgrade? So it does over plain text with each request on HTTP/1.1, unless the
 * application wants that version. Any thread. Some answers on the healthy path are looked at too, so the field is found once.
 */
final class Upgrades {

    private volatile @Nullable Field upgrading;
    private volatile boolean unknown;

    /** Of a {@code jdk.internal.net.http.Exchange}; false where that cannot be read. */
    boolean isAskedBy(@Nullable Object jdkExchange) {
        if (jdkExchange == null || unknown) {
            return false;
        }
        Field field = upgrading;
        try {
            return field == null ? find(jdkExchange).getBoolean(jdkExchange) : field.getBoolean(jdkExchange);
        } catch (ReflectiveOperationException | RuntimeException notHereOrNotOpen) {
            unknown = true;
            return false;
        }
    }

    private Field find(Object jdkExchange) throws NoSuchFieldException {
        Field found = jdkExchange.getClass().getDeclaredField("upgrading");
        found.setAccessible(true);
        upgrading = found;
        return found;
    }
}
