package io.resetguard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.resetguard.fuzz.Inputs;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/** A host fits a pattern where the slow and plain definition says so. */
class HostsFuzzTest {
    /** The first line is a pattern, the second a host. */
    @FuzzTest
    void hosts(byte[] bytes) {
        Inputs inputs = new Inputs(Inputs.utf8(bytes));
        String glob = inputs.line(0);
        String host = inputs.line(1);
        assertEquals(fits(glob, host), Hosts.matches(glob, host), glob + " " + host);
        Hosts hosts = new Hosts(List.of(glob), List.of());
        assertEquals(fits(glob, Hosts.plain(host)), hosts.watches(host));
        assertEquals(hosts.watches(host), hosts.watches(host.toLowerCase(Locale.ROOT)));
        assertEquals(!hosts.watches(host), new Hosts(List.of(), List.of(glob)).watches(host));
        // And through the option, which may refuse it.
        OptionsReader.read("hosts=\"" + glob + "\"", new Properties(), Map.of(), path -> {
                    throw new java.io.FileNotFoundException(path);
                })
                .hosts()
                .watches(host);
    }

    /** A star is any characters, anything else itself: by dynamic programming. */
    private static boolean fits(String glob, String name) {
        boolean[] fits = new boolean[name.length() + 1];
        fits[0] = true;
        for (int g = 0; g < glob.length(); g++) {
            char wanted = glob.charAt(g);
            boolean[] next = new boolean[fits.length];
            for (int n = 0; n < fits.length; n++) {
                next[n] = wanted == '*'
                        ? fits[n] || (n > 0 && next[n - 1])
                        : n > 0 && fits[n - 1] && name.charAt(n - 1) == wanted;
            }
            fits = next;
        }
        return fits[name.length()];
    }
}
