package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class SurfacedErrorsTest {
    private final IOException noBytes =
            new IOException("HTTP/1.1 header parser received no bytes", new SocketException("Connection reset"));

    private final List<PeerReset> told = new ArrayList<>();
    private final SurfacedErrors net = new SurfacedErrors("HttpClient", new QuietListener() {
        @Override
        public void peerEnded(PeerReset reset) {
            told.add(reset);
        }
    });

    @Test
    void tells_nothing_until_it_is_spread() {
        net.surfaced("GET", "http://a/", noBytes);
        assertTrue(told.isEmpty());
    }

    @Test
    void tells_what_an_exception_can_say() {
        net.spread();
        net.surfaced("GET", "http://a/", noBytes);
        PeerReset reset = told.get(0);
        assertEquals("GET", reset.method);
        assertEquals("http://a/", reset.url);
        assertEquals(Signal.RST, reset.signal);
        assertEquals(Phase.UNKNOWN, reset.phase);
        assertTrue(reset.isOnlyAnException());
        assertFalse(reset.truncated);
    }

    @Test
    void knows_the_sentences_of_the_clients() {
        net.spread();
        net.surfaced("GET", "http://a/", new SocketException("Unexpected end of file from server"));
        net.surfaced("GET", "http://a/", new IOException("fixed content-length: 1000, bytes received: 7"));
        assertEquals(Signal.EOF, told.get(0).signal);
        assertEquals(Signal.EOF, told.get(1).signal);
        assertTrue(told.get(1).truncated);
    }

    @Test
    void tells_an_exception_once_however_it_is_wrapped() {
        net.spread();
        net.surfaced("GET", "http://a/", noBytes);
        net.surfaced("GET", "http://a/", new IOException("again", noBytes));
        assertEquals(1, told.size());
    }

    @Test
    void leaves_out_what_a_hook_has_told() {
        net.spread();
        net.peerEnded(new PeerResetBuilder("HttpClient").error(noBytes).build());
        net.surfaced("GET", "http://a/", new IOException("wrapped", noBytes));
        assertEquals(1, told.size());
    }

    @Test
    void timeouts_and_cancelled_calls_are_no_resets() {
        net.spread();
        net.surfaced("GET", "http://a/", withCause(new SocketTimeoutException("Read timed out")));
        net.surfaced("GET", "http://a/", withCause(new CancellationException()));
        net.surfaced("GET", "http://a/", new IOException("Socket closed"));
        assertTrue(told.isEmpty(), told::toString);
    }

    private static Throwable withCause(Exception outer) {
        return outer.initCause(new SocketException("Connection reset"));
    }
}
