package io.resetguard.it.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A headless Chromium that opens a page once and says what became of it.
 *
 * @param program its path
 */
record Browser(Path program) {
    private static final long TIMEOUT_SECONDS = 120;

    /**
     * What became of a page.
     *
     * @param dom the document after its scripts ran, as HTML
     * @param console what was written to the console, refused scripts included
     */
    record Page(String dom, List<String> console) {

        /** The document without what its scripts are made of. */
        String markup() {
            return dom.replaceAll("(?s)(<script[^>]*>).*?</script>", "$1</script>");
        }

        int count(String part) {
            return markup().split(Pattern.quote(part), -1).length - 1;
        }
    }

    /** The one that is installed, if one is. */
    static Optional<Browser> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .map(Browser::new);
    }

    /**
     * Opens it with an empty profile.
     *
     * @param fragment what follows {@code #}
     */
    Page open(Path page, String fragment, Path folder) throws IOException, InterruptedException {
        Path dom = Files.createTempFile(folder, "dom", ".html");
        Path log = Files.createTempFile(folder, "browser", ".log");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--no-first-run",
                "--user-data-dir=" + Files.createTempDirectory(folder, "profile"),
                "--enable-logging=stderr",
                "--dump-dom",
                page.toUri() + "#" + fragment));
        Process process = new ProcessBuilder(command)
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not end: " + command);
        }
        List<String> console = Files.readString(log, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains(":CONSOLE"))
                .toList();
        return new Page(Files.readString(dom, StandardCharsets.UTF_8), console);
    }
}
