package io.resetguard.it.real;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Workload;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A library that sends with a client of the JDK; its program is in {@code integration-tests/libraries}. */
enum Library {
    AWS_URL_CONNECTION_CLIENT("AwsUrlConnection", 8, Client.HTTP_URL_CONNECTION, "software.amazon.awssdk"),
    GOOGLE_HTTP_CLIENT("GoogleHttp", 8, Client.HTTP_URL_CONNECTION, "com.google.api.client"),
    OPEN_FEIGN("Feign", 8, Client.HTTP_URL_CONNECTION, "feign"),
    /** Over HttpClient where there is one. */
    JSOUP("Jsoup", 8, Client.HTTP_CLIENT, "org.jsoup"),
    METHANOL("Methanol", 11, Client.HTTP_CLIENT, "com.github.mizosoft.methanol"),
    UNIREST("Unirest", 11, Client.HTTP_CLIENT, "kong.unirest.core"),
    FABRIC8("Fabric8", 11, Client.HTTP_CLIENT, ""),
    JERSEY("Jersey", 17, Client.HTTP_URL_CONNECTION, "org.glassfish.jersey"),
    SPRING_REST_TEMPLATE("RestTemplate", 17, Client.HTTP_URL_CONNECTION, "org.springframework"),
    SPRING_REST_CLIENT("RestClient", 17, Client.HTTP_CLIENT, "");

    private final String program;
    private final int since;
    private final Client client;
    /** Of the frames that use the JDK's client; empty where the library uses {@code sendAsync}. */
    private final String callerPackage;

    Library(String program, int since, Client client, String callerPackage) {
        this.program = program;
        this.since = since;
        this.client = client;
        this.callerPackage = callerPackage;
    }

    /** The oldest JDK of the matrix that its release runs on, and the newest. */
    Stream<Jdk> jdks() {
        List<Jdk> able = Jdks.all().filter(jdk -> jdk.feature() >= since).toList();
        return Stream.concat(able.stream().limit(1), able.stream().skip(Math.max(0, able.size() - 1)))
                .distinct();
    }

    /** The JDK's client that it sends with. */
    Client client(Jdk jdk) {
        return client.on(jdk) ? client : Client.HTTP_URL_CONNECTION;
    }

    /** Whether the event's {@code caller} is a frame of the library, or, of a body, of the program, which may read it. */
    boolean fitsCaller(Client used, EventLine event) {
        String caller = event.text("caller").orElse("");
        boolean body = event.phase().equals("read_body");
        if (caller.isEmpty()) {
            boolean sending = event.outcome().equals("surfaced") && !body;
            return used == Client.HTTP_CLIENT && !(sending && blocksInSend());
        }
        return caller.startsWith(callerPackage + ".")
                || (body && caller.startsWith("io.resetguard.library." + program));
    }

    /** HttpClient knows its caller only while that waits in {@code send}. */
    private boolean blocksInSend() {
        return !callerPackage.isEmpty();
    }

    /** Its program, waiting for requests. */
    Workload start(ForkedJvm jvm) {
        return start(jvm, program);
    }

    /** {@code NAMEProgram}, waiting for requests. */
    static Workload start(ForkedJvm jvm, String name) {
        String classPath = String.join(
                File.pathSeparator,
                Workload.classPath(),
                built("classes").toString(),
                built("lib").resolve("*").toString());
        return Workload.start(
                jvm, classPath, "io.resetguard.workload.LibraryWorkload", "io.resetguard.library." + name + "Program");
    }

    /** What Maven built in {@code integration-tests/libraries}. */
    static Path built(String name) {
        Path folder = Path.of(System.getProperty("resetguard.library-programs", "libraries/target"))
                .resolve(name)
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(folder)) {
            throw new AssertionError("integration-tests/libraries was not built: there is no " + folder);
        }
        return folder;
    }
}
