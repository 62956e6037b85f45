package io.resetguard.workload.conform;

import java.util.Map;
import java.util.Objects;

/** Where an exercise is done: URLs that bear its name, so that the servers' records can be told apart. Immutable. */
public final class Place {
    private final String name;
    private final Map<String, String> arguments;

    Place(String name, Map<String, String> arguments) {
        this.name = name;
        this.arguments = arguments;
    }

    /** On the plain server; {@code answer} is what it is to answer, as the server's own documentation has it. */
    public String http(String answer) {
        return on("http", answer);
    }

    /** On the server with TLS. */
    public String https(String answer) {
        return on("https", answer);
    }

    /** On the server with TLS, by a name that its certificate does not have. */
    public String misnamed(String answer) {
        return https(answer).replace("//127.0.0.1", "//localhost");
    }

    /** At a host that there is not, for who asks a proxy. */
    public String elsewhere(String answer) {
        return "http://elsewhere.invalid/" + name + "/" + answer;
    }

    /** On another server of the arguments. */
    public String on(String server, String answer) {
        return text(server) + "/" + name + "/" + answer;
    }

    /** An argument of the program. */
    public String text(String key) {
        return Objects.requireNonNull(arguments.get(key), key);
    }

    /** The host of an argument that is {@code host:port}. */
    public String host(String key) {
        return text(key).split(":")[0];
    }

    /** The port of an argument that is {@code host:port}. */
    public int port(String key) {
        return Integer.parseInt(text(key).split(":")[1]);
    }
}
