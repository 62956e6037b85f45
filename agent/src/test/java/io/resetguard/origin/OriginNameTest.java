package io.resetguard.origin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

class OriginNameTest {

    @Test
    void path_query_and_user_are_not_part_of_it() {
        assertEquals("https://a.example:8443", OriginName.of("https://joe:pw@A.example:8443/x;y?z=http://b#c"));
        assertEquals("http://a.example:80", OriginName.of("http://a.example?x@y"));
    }

    @Test
    void the_port_of_the_scheme_is_written_out() {
        assertEquals("http://a.example:80", OriginName.of("HTTP://a.example"));
        assertEquals("https://a.example:443", OriginName.of("https://a.example:/"));
        assertEquals("https://[2001:db8::1]:443", OriginName.of("https://[2001:DB8::1]/"));
        assertEquals("https://[2001:db8::1]:8443", OriginName.of("https://[2001:db8::1]:8443/"));
    }

    @Test
    void what_is_no_url_of_http_has_no_origin() {
        assertNull(OriginName.of(null));
        assertNull(OriginName.of(""));
        assertNull(OriginName.of("://a"));
        assertNull(OriginName.of("http:///x"));
        assertNull(OriginName.of("file:///etc/hosts"));
        assertNull(OriginName.of("wss://a/"));
        assertNull(OriginName.of("http://joe@"));
    }

    @Test
    void a_host_longer_than_dns_allows_is_not_kept() {
        assertNull(OriginName.of("http://" + "a".repeat(10_000) + "/"));
        assertEquals("http://" + "a".repeat(253) + ":80", OriginName.of("http://" + "a".repeat(253) + "/"));
    }
}
