package io.resetguard.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** In counted time, with a resolver that knows hosts of one, two and three addresses. */
class UnreachableAddressesTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private final UnreachableAddresses addresses = new UnreachableAddresses(UnreachableAddressesTest::lookUp);
    private long now = 5 * SECOND;

    private static InetAddress[] lookUp(String host) throws UnknownHostException {
        int count = host.startsWith("three") ? 3 : host.startsWith("two") ? 2 : 1;
        InetAddress[] all = new InetAddress[count];
        for (int i = 0; i < count; i++) {
            all[i] = InetAddress.getByAddress(host, new byte[] {127, 0, 0, (byte) (i + 1)});
        }
        if (host.equals("unknown")) {
            throw new UnknownHostException(host);
        }
        return all;
    }

    private static InetSocketAddress first(String host) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(host, new byte[] {127, 0, 0, 1}), 80);
    }

    private String dial(String host) throws UnknownHostException {
        return addresses.instead(first(host), now).getAddress().getHostAddress();
    }

    /** The connection is begun, and given its address a little later. */
    private boolean fail(String host) throws UnknownHostException {
        long began = now;
        now += SECOND / 1000;
        dial(host);
        now += SECOND / 1000;
        return addresses.failed(host, 80, began, now);
    }

    @Test
    void the_resolvers_first_is_taken_as_it_is() throws Exception {
        InetSocketAddress resolved = first("two");
        assertSame(resolved, addresses.instead(resolved, now));
        fail("two.other");
        assertSame(resolved, addresses.instead(resolved, now));
        InetSocketAddress unresolved = InetSocketAddress.createUnresolved("two.other", 80);
        assertSame(unresolved, addresses.instead(unresolved, now));
    }

    @Test
    void after_a_failure_the_next_is_taken_for_ten_seconds() throws Exception {
        assertTrue(fail("two"));
        assertEquals("127.0.0.2", dial("two"));
        assertEquals(80, addresses.instead(first("two"), now).getPort());
        now += 10 * SECOND;
        assertEquals("127.0.0.2", dial("two"));
        now += 1;
        assertEquals("127.0.0.1", dial("two"));
    }

    @Test
    void each_in_turn_and_then_the_first_again() throws Exception {
        assertTrue(fail("three"));
        assertEquals("127.0.0.2", dial("three"));
        now++;
        assertTrue(fail("three"));
        assertEquals("127.0.0.3", dial("three"));
        now++;
        assertFalse(fail("three"));
        assertEquals("127.0.0.1", dial("three"));
    }

    @Test
    void those_that_failed_together_are_one_failure() throws Exception {
        long began = now;
        now += SECOND;
        assertTrue(addresses.failed("two", 80, began, now));
        now++;
        assertEquals("127.0.0.2", dial("two"));
        assertTrue(addresses.failed("two", 80, began, now));
        assertEquals("127.0.0.2", dial("two"));
    }

    @Test
    void after_ten_seconds_it_is_the_first_that_fails_again() throws Exception {
        fail("two");
        now += 11 * SECOND;
        assertTrue(fail("two"));
        assertEquals("127.0.0.2", dial("two"));
    }

    @Test
    void a_host_with_one_address_has_no_other() throws Exception {
        assertFalse(fail("one"));
        assertFalse(fail("unknown"));
        assertEquals("127.0.0.1", dial("one"));
    }

    @Test
    void another_port_is_another_peer() throws Exception {
        addresses.failed("two", 81, now - 1, now);
        assertEquals("127.0.0.1", dial("two"));
    }

    @Test
    void what_the_resolver_no_longer_gives_is_not_dialled() throws Exception {
        fail("two");
        InetSocketAddress moved = new InetSocketAddress(InetAddress.getByAddress("two", new byte[] {10, 0, 0, 9}), 80);
        assertSame(moved, addresses.instead(moved, now));
    }
}
