package io.resetguard.it.conform;

import io.resetguard.it.support.Jdk;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.tools.ToolProvider;

/** The module {@code strict.app}, whose sources are among the resources, and images to run it on. */
final class StrictApp {
    private StrictApp() {}

    /** Its classes, for JDK 11 and newer. */
    static Path compiled(Path folder) throws Exception {
        Path classes = folder.resolve("strict.app");
        Path moduleInfo = Path.of(
                StrictApp.class.getResource("strict.app/module-info.java").toURI());
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "--release",
                        "11",
                        "-d",
                        classes.toString(),
                        moduleInfo.toString(),
                        moduleInfo.resolveSibling("strict/Main.java").toString());
        if (result != 0) {
            throw new IllegalStateException("javac: " + result);
        }
        return classes;
    }

    /** An image with these modules and those that they require. */
    static Jdk image(Jdk jdk, Path folder, String... modules) throws IOException, InterruptedException {
        List<String> command = List.of(
                jdk.home().resolve("bin").resolve("jlink").toString(),
                "--add-modules",
                String.join(",", modules),
                "--output",
                folder.toString());
        Process jlink = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(jlink.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (jlink.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
        return Jdk.at(folder);
    }
}
