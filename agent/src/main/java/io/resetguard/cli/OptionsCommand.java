package io.resetguard.cli;

import io.resetguard.config.Option;
import io.resetguard.config.Options;
import io.resetguard.config.OptionsReader;
import java.io.FileInputStream;
import java.io.PrintWriter;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Every option of the agent, and what it would be here. */
@Command(
        name = "options",
        description = {
            "List every option of the agent: its default, its meaning, where it is set here, and the value in use.",
            "",
            "Looks where the agent looks: the argument, system properties (java -Dresetguard.log=off -jar"
                    + " resetguard.jar options), the environment, and the file named by config."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:an option is set to what it cannot be; it says which and where", "2:wrong use"},
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class OptionsCommand implements Runnable, picocli.CommandLine.IExitCodeGenerator {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "ARGUMENT",
            description = "What would stand after -javaagent:resetguard.jar=, to see what comes of it.")
    private String argument = "";

    private int exitCode;

    @Override
    public void run() {
        Options options = OptionsReader.read(argument, System.getProperties(), System.getenv(), FileInputStream::new);
        PrintWriter out = spec.commandLine().getOut();
        for (Option option : Option.values()) {
            String inUse = options.inUse(option);
            String where = options.setIn(option);
            String mark = inUse.equals(option.defaultValue()) ? "" : " (default " + option.defaultValue() + ")";
            out.println(Terminal.plain(option.key() + "=" + inUse + mark));
            String source = where == null ? "not set" : "set in: " + where;
            if (where == null && !inUse.equals(option.defaultValue())) {
                source = "not set; from mode=" + options.inUse(Option.MODE);
            }
            out.println(Terminal.plain("    " + source));
            out.println("    " + option.meaning() + "; " + option.allowed());
            out.println(String.format(Locale.ROOT, "    -D%s=  %s=", option.property(), option.variable()));
        }
        for (String problem : options.problems()) {
            spec.commandLine().getErr().println(Terminal.plain(problem));
            exitCode = 1;
        }
    }

    @Override
    public int getExitCode() {
        return exitCode;
    }
}
