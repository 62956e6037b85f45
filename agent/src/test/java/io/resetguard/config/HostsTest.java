package io.resetguard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Collections;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostsTest {
    @ParameterizedTest
    @CsvSource({
        "a.example, a.example, true",
        "a.example, b.a.example, false",
        "*.example, a.example, true",
        "*.example, example, false",
        "*, anything, true",
        "api-*.eu.*, api-7.eu.example, true",
        "*a*b*, xxaxxbxx, true",
        "*a*b, xxaxxbxx, false",
        "10.0.*, 10.0.0.7, true",
        "::1, [::1], true",
        "A.Example., a.example, true",
    })
    void globs(String glob, String host, boolean watched) {
        assertEquals(watched, hosts("hosts='" + glob + "'").watches(host));
        assertEquals(!watched, hosts("hosts.exclude='" + glob + "'").watches(host));
    }

    @Test
    void exclusion_wins() {
        Hosts hosts = hosts("hosts=*.example,hosts.exclude=pay.example");
        assertTrue(hosts.watches("shop.example"));
        assertFalse(hosts.watches("PAY.example."));
        assertFalse(hosts.watches("other.test"));
    }

    @Test
    void all_and_none_mean_what_they_say() {
        assertTrue(hosts("hosts=all").watches("a"));
        assertTrue(hosts("hosts.exclude=none").watches("a"));
        assertFalse(hosts("hosts.exclude=all").watches("a"));
    }

    @Test
    void a_hostile_glob_takes_no_exponential_time() {
        String host = "a".repeat(5000);
        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertFalse(Hosts.matches("*a".repeat(1000) + "b", host)));
    }

    private static Hosts hosts(String arguments) {
        return OptionsReader.read(arguments, new Properties(), Collections.emptyMap(), path -> {
                    throw new java.io.IOException();
                })
                .hosts();
    }
}
