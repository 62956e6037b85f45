package io.resetguard;

import io.resetguard.config.Options;
import io.resetguard.config.OptionsReader;
import io.resetguard.event.AgentLines;
import io.resetguard.install.BootRoom;
import io.resetguard.install.JdkModules;
import io.resetguard.install.JdkTools;
import io.resetguard.install.Jvm;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entry: {@code -javaagent} and attach. Catches everything, says it once, and never stops the application. Names no
 * class of the bridge, which is not there yet while this class is verified.
 */
public final class ResetGuardAgent {

    private ResetGuardAgent() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, false);
    }

    /** Called by the JVM when the agent is loaded into a running application. */
    public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
        start(arguments, instrumentation, true);
    }

    /** Of the jar; "dev" where classes run without it. */
    static String version() {
        Package own = ResetGuardAgent.class.getPackage();
        String version = own == null ? null : own.getImplementationVersion();
        return version == null ? "dev" : version;
    }

    private static void start(@Nullable String arguments, Instrumentation instrumentation, boolean attached) {
        try {
            String command = System.getProperty("sun.java.command", "");
            if (!attached && JdkTools.isTool(command)) {
                return;
            }
            // Of an embedded JVM, and of one that only answers -version or -help: nobody asked that one for us.
            boolean quiet = !attached && command.isEmpty();
            if (BootRoom.isFurnished()) {
                if (!quiet) {
                    AgentLines.print("the agent is in this JVM already: this second one does nothing");
                }
                return;
            }
            Options options = OptionsReader.read(arguments, System.getProperties(), System.getenv(), new OpenedFile());
            List<String> opening = new ArrayList<>(options.problems());
            opening.add(AgentLines.start(version(), System.getProperty("java.version", "?"), options));
            if (!quiet) {
                AgentLines.print(opening);
                opening.clear();
            }
            if (!options.enabled()) {
                return;
            }
            JdkModules modules = BootRoom.furnish(instrumentation);
            Start start = new Start(options, Jvm.with(instrumentation, modules), instrumentation, opening);
            start.doors(quiet);
            if (attached) {
                start.clients();
            }
        } catch (Throwable e) {
            AgentLines.print("could not start, so nothing is watched; the application is not affected: " + e);
        }
    }
}
