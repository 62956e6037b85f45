package io.resetguard.it.real;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How one kind of server is configured, started and reloaded. Each passes its requests on to a backend, closes idle
 * connections after one second, refuses request bodies of more than 1024 bytes with 413, and writes a line for each
 * request to {@code requests.log} that begins with {@code METHOD PATH}. Stateless.
 */
public interface RealServer {
    /** All of them. */
    static List<RealServer> all() {
        return List.of(new NginxServer(), new HttpdServer(), new HaproxyServer(), new NodeServer(), new JettyServer());
    }

    /** Its name, and the Debian package that has it. */
    String name();

    /** Its program, where it is installed. */
    Optional<Path> program();

    /** Writes what it needs into the place's folder; the command that runs it in the foreground. */
    List<String> prepare(Path program, Place place) throws IOException;

    /** Has it replaced by another as an administrator would: what is under way is finished. Does not wait. */
    void reload(ServerProcess running);

    /** The time-out that it announces; what it does is one second, whatever it says. */
    default OptionalLong announcedSeconds() {
        return OptionalLong.empty();
    }

    /**
     * Where a server is to run.
     *
     * @param folder for everything that it writes
     * @param port to listen on, of the loopback interface
     * @param backend port of the backend, there too
     */
    record Place(Path folder, int port, int backend) {
        /** The text with FOLDER, PORT and BACKEND replaced, and a line {@code ROOT} left out for all users but root. */
        public String fill(String configuration) {
            String filled = configuration
                    .replace("FOLDER", folder.toString())
                    .replace("PORT", Integer.toString(port))
                    .replace("BACKEND", Integer.toString(backend));
            boolean root = System.getProperty("user.name", "").equals("root");
            return filled.replaceAll("(?m)^( *)ROOT (.*)$", root ? "$1$2" : "");
        }
    }
}
