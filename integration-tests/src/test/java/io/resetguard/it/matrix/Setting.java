package io.resetguard.it.matrix;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ScriptedServer;
import io.resetguard.it.support.SocketEffect;
import io.resetguard.it.support.Workload;
import java.nio.file.Files;
import java.nio.file.Path;

/** How a JVM is set. */
enum Setting {
    AS_IT_COMES("as it comes", 8, ""),
    ZGC("-XX:+UseZGC", 15, "-XX:+UseZGC"),
    SERIAL("-XX:+UseSerialGC", 8, "-XX:+UseSerialGC"),
    INTERPRETED("-Xint", 8, "-Xint"),
    CHECKED_JNI("-Xcheck:jni", 8, "-Xcheck:jni"),
    /** Of an archive that was made without the agent. */
    APP_CDS("AppCDS", 13, "") {
        @Override
        Workload start(ForkedJvm jvm, Jdk jdk, Client client, Path folder) {
            Path jar = Workload.jar(folder.resolve("workload.jar"));
            Path archive = folder.resolve(jdk.feature() + client.label() + ".jsa");
            if (!Files.exists(archive)) {
                make(archive, jar, jdk, client);
            }
            return start(jvm, jar, client, "-XX:SharedArchiveFile=" + archive);
        }

        private void make(Path archive, Path jar, Jdk jdk, Client client) {
            ForkedJvm bare = ForkedJvm.of(jdk);
            try (Workload workload = start(bare, jar, client, "-XX:ArchiveClassesAtExit=" + archive);
                    ScriptedServer server = ScriptedServer.start(Script.requests(SocketEffect.RESPOND))) {
                workload.send(Request.of("GET").with("url", server.url("/")));
                workload.quit();
            }
            if (!Files.exists(archive)) {
                throw new AssertionError("no archive was made by " + jdk);
            }
        }

        /** No archive is made with the verification that forked JVMs have otherwise. */
        private Workload start(ForkedJvm jvm, Path jar, Client client, String argument) {
            jvm.trustingTestKeys().jvm("-XX:-BytecodeVerificationLocal", argument);
            return Workload.start(jvm, jar.toString(), client.workload());
        }
    };

    private final String title;
    private final int since;
    private final String argument;

    Setting(String title, int since, String argument) {
        this.title = title;
        this.since = since;
        this.argument = argument;
    }

    String title() {
        return title;
    }

    boolean on(Jdk jdk) {
        return jdk.feature() >= since;
    }

    /** The client's program in this JVM. */
    Workload start(ForkedJvm jvm, Jdk jdk, Client client, Path folder) {
        return Workload.start(argument.isEmpty() ? jvm : jvm.jvm(argument), client);
    }
}
