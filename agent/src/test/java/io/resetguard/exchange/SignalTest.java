package io.resetguard.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignalTest {

    static Stream<Arguments> theirs() {
        return Stream.of(
                arguments(new SocketException("Connection reset"), Signal.RST),
                arguments(new SocketException("Connection reset by peer (Write failed)"), Signal.RST),
                arguments(new IOException("Connection reset by peer"), Signal.RST),
                arguments(
                        new IOException("An established connection was aborted by the software in your host machine"),
                        Signal.RST),
                arguments(new SocketException("Broken pipe (Write failed)"), Signal.BROKEN_PIPE),
                arguments(new IOException("Broken pipe"), Signal.BROKEN_PIPE),
                arguments(new EOFException(), Signal.EOF),
                arguments(new SSLException("any", new SocketException("Connection reset")), Signal.RST),
                arguments(new IOException("HTTP/1.1 header parser received no bytes", new EOFException()), Signal.EOF));
    }

    @ParameterizedTest
    @MethodSource("theirs")
    void the_peers_doing(Throwable error, Signal signal) {
        assertEquals(signal, Signal.ofError(error));
    }

    static Stream<Throwable> others() {
        return Stream.of(
                new SocketException("Socket closed"),
                new SocketException(),
                new SocketTimeoutException("Connection reset"),
                new ConnectException("Connection refused"),
                new SSLException("Connection reset"),
                new IllegalStateException("Broken pipe"),
                new IOException("the log said: Connection reset"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void not_the_peers_doing(Throwable error) {
        assertNull(Signal.ofError(error));
    }

    @Test
    void no_error_is_no_signal() {
        assertNull(Signal.ofError(null));
    }

    @Test
    void causes_that_go_round_come_to_an_end() {
        IOException one = new IOException("one");
        IOException two = new IOException("two", one);
        one.initCause(two);
        assertNull(Signal.ofError(one));
    }

    @Test
    void an_end_without_error_is_a_fin_or_over_tls_the_sessions_end() {
        TrackedConnection connection = new TrackedConnection(0, true, true, ended -> {});
        connection.received(-1);
        assertSame(Signal.EOF, Signal.of(Objects.requireNonNull(connection.readEnding()), false));
        assertSame(Signal.TLS_CLOSE, Signal.of(Objects.requireNonNull(connection.readEnding()), true));
    }
}
