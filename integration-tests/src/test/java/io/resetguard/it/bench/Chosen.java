package io.resetguard.it.bench;

import java.util.List;
import java.util.stream.Stream;

/**
 * What of it is to be measured: names such as {@code requests/HttpClient/h2/200/virtual}, or how they begin.
 *
 * @param prefixes all is chosen where there is none
 */
record Chosen(List<String> prefixes) {
    static Chosen parse(String names) {
        return new Chosen(Stream.of(names.split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty() && !name.equals("all"))
                .toList());
    }

    /** Whether this cell is to be measured. */
    boolean has(String name) {
        return prefixes.isEmpty() || prefixes.stream().anyMatch(prefix -> (name + "/").startsWith(prefix + "/"));
    }

    /** Whether anything of this part is. */
    boolean hasSomeOf(String part) {
        return has(part) || prefixes.stream().anyMatch(prefix -> prefix.startsWith(part + "/"));
    }
}
