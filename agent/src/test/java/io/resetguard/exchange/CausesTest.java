package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** As each JDK says that nobody listens. */
class CausesTest {
    private static final long AT_ONCE = TimeUnit.MILLISECONDS.toNanos(3);

    @Test
    void nobody_listens() {
        assertTrue(Causes.isRefused(new ConnectException("Connection refused (Connection refused)"), AT_ONCE));
        assertTrue(Causes.isRefused(new IOException(new ConnectException("Connection refused")), AT_ONCE));
        assertTrue(Causes.isRefused(of17(), AT_ONCE));
    }

    @Test
    void other_connects_that_failed() {
        assertFalse(Causes.isRefused(new ConnectException("Connection timed out"), AT_ONCE));
        assertFalse(Causes.isRefused(new ConnectException("Connection reset by peer (connect failed)"), AT_ONCE));
        assertFalse(Causes.isRefused(new ConnectException("HTTP connect timed out"), AT_ONCE));
        assertFalse(Causes.isRefused(new ConnectException(), AT_ONCE));
        assertFalse(Causes.isRefused(new SocketTimeoutException("Connection refused"), AT_ONCE));
        assertFalse(Causes.isRefused(of17(), TimeUnit.MINUTES.toNanos(2)), "ETIMEDOUT looks the same there");
    }

    /** Of HttpClient in JDK 17 to 25, measured. */
    private static Throwable of17() {
        Throwable inner = new ConnectException().initCause(new ClosedChannelException());
        return new ConnectException().initCause(inner);
    }
}
