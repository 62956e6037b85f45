package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.nio.file.Path;

/** An AppCDS archive, made without any agent, as an application's build makes it. */
final class Archive {
    private Archive() {}

    static Path make(Jdk jdk, Path jar, String client) throws Exception {
        Path archive = Place.SCRATCH.resolve("start-up-" + jdk.feature() + "-" + client + ".jsa");
        Variant making = Variant.none().plus("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable");
        Starting.classes(jdk, making, jar, client);
        return archive;
    }
}
