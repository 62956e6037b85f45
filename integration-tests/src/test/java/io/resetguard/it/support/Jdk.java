package io.resetguard.it.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An installed JDK.
 *
 * @param home its directory
 * @param feature its release: 8, 11, 17, …
 * @param version as {@code java -version} says it
 */
public record Jdk(Path home, int feature, String version) {
    private static final Pattern VERSION = Pattern.compile("version \"((?:1\\.)?(\\d+)[^\"]*)\"");

    /** Asks {@code java -version}; not every home has a {@code release} file. */
    public static Jdk at(Path home) {
        try {
            Process java = new ProcessBuilder(
                            home.resolve("bin").resolve("java").toString(), "-version")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            Matcher version = VERSION.matcher(said);
            if (!version.find()) {
                throw new IllegalStateException("no JDK at " + home + ": " + said);
            }
            return new Jdk(home, Integer.parseInt(version.group(2)), version.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException("no JDK at " + home, e);
        }
    }

    /** Whether it has {@code java.net.http}. */
    public boolean hasHttpClient() {
        return feature >= 11;
    }

    Path java() {
        return home.resolve("bin").resolve("java");
    }

    @Override
    public String toString() {
        return "JDK " + version;
    }
}
