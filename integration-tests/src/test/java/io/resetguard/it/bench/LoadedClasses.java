package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which of the agent's classes a first request loads, and what time passes with them: that from one class's loading to the
 * next one's, whoever's that is, is the first one's. Rough, but it tells rooms apart.
 */
final class LoadedClasses {
    private static final Pattern LINE = Pattern.compile("\\[(\\d+)ns\\] (\\S+) source: (.*)");
    private static final Pattern ROOM = Pattern.compile("io\\.resetguard\\.(?:([a-z0-9]+)\\.)?.*");

    private final Jdk jdk;
    private final Path jar;

    LoadedClasses(Jdk jdk, Path jar) {
        this.jdk = jdk;
        this.jar = jar;
    }

    List<String> measure() throws Exception {
        Path log = Place.SCRATCH.resolve("classes.txt");
        Variant logging = Variant.observing().plus("-Xlog:class+load=info:file=" + log + ":uptimenanos");
        Starting.once(jdk, logging, jar, "HttpURLConnection");
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, Double> millis = new TreeMap<>();
        String room = "";
        long since = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher loaded = LINE.matcher(line);
            if (loaded.matches()) {
                long now = Long.parseLong(loaded.group(1));
                millis.merge(room, (now - since) / 1e6, Double::sum);
                since = now;
                room = room(loaded.group(2));
                counts.merge(room, 1, Integer::sum);
            }
        }
        Table table =
                new Table("JDK " + jdk.feature() + ", one HttpURLConnection GET: room", "classes", "wall ms about");
        counts.forEach((name, count) -> table.row(name, "" + count, Samples.number(millis.getOrDefault(name, 0.0), 1)));
        return new ArrayList<>(table.lines());
    }

    private static String room(String name) {
        Matcher ours = ROOM.matcher(name);
        if (!ours.matches() || name.startsWith("io.resetguard.bench.")) {
            return "JDK and application";
        }
        return ours.group(1) == null ? "root" : ours.group(1);
    }
}
