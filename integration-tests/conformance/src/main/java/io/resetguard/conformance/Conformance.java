package io.resetguard.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;

/**
 * {@code mvn -q -Pconformance verify [-Djdks=...]}: each suite without the agent, observing and with everything on; a table on
 * standard output and in the file given. Ends with 1 where a test comes to something else that without the agent does not.
 */
final class Conformance {
    private Conformance() {}

    /** The agent's jar, the page to write, and the homes of the JDKs, 17 or newer, with colons between. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path agent = Path.of(arguments[0]).toAbsolutePath().normalize();
        String homes = arguments.length < 3 || arguments[2].isBlank() ? System.getProperty("java.home") : arguments[2];
        List<Compared> all = new ArrayList<>();
        for (String home : Arrays.asList(homes.split(":"))) {
            Path jdk = Path.of(home);
            for (Suite suite : Suite.ALL) {
                SuiteRun bare = SuiteRun.of(suite, jdk, Mode.WITHOUT, agent);
                for (Mode mode : List.of(Mode.OBSERVING, Mode.EVERYTHING_ON)) {
                    Compared compared = Compared.of(suite, jdk, release(jdk), mode, bare, agent);
                    all.add(compared);
                    System.out.println(ConformancePage.row(compared));
                    compared.different().forEach(test -> System.out.println("  different: " + test));
                }
            }
        }
        Files.writeString(Path.of(arguments[1]), ConformancePage.text(all));
        System.exit(all.stream().allMatch(Compared::isGood) ? 0 : 1);
    }

    /** 17, 21, …, of the file that every JDK from 9 on has. */
    private static String release(Path jdk) throws IOException {
        Properties release = new Properties();
        try (var in = Files.newBufferedReader(jdk.resolve("release"))) {
            release.load(in);
        }
        return release.getProperty("JAVA_VERSION", "?").replaceAll("[\"]", "").split("[.]")[0];
    }
}
