package io.resetguard.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What {@code java -jar resetguard.jar} does. */
@Command(
        name = "resetguard",
        description = {
            "A Java agent that sees and explains \"Connection reset by peer\" in the JDK's HTTP clients.",
            "",
            "As an agent:  java -javaagent:resetguard.jar[=key=value,...] -jar your-application.jar",
            "As a tool:    java -jar resetguard.jar <command>",
            ""
        },
        subcommands = {
            ReportCommand.class,
            ExplainCommand.class,
            OptionsCommand.class,
            VersionCommand.class,
            CompletionCommand.class
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:what was given cannot be read, found or written", "2:wrong use"},
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class Main implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** The exit code. */
    static int run(String... arguments) {
        return commandLine().execute(arguments);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(100)
                .setExecutionExceptionHandler(Main::failed);
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** One line, no stack trace: what is wrong is with the input. */
    private static int failed(Exception problem, CommandLine command, CommandLine.ParseResult parsed) {
        PrintWriter err = command.getErr();
        err.println("resetguard: " + Problem.text(problem));
        return problem instanceof Problem ? ((Problem) problem).exitCode() : CommandLine.ExitCode.SOFTWARE;
    }
}
