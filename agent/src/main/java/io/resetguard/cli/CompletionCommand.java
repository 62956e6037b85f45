package io.resetguard.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what makes a shell complete the commands and options. */
@Command(
        name = "completion",
        description = {
            "Print a script that makes bash or zsh complete commands and options.",
            "",
            "  alias resetguard='java -jar /opt/resetguard.jar'",
            "  source <(resetguard completion)"
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class CompletionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine()
                .getOut()
                .print(AutoComplete.bash("resetguard", spec.root().commandLine()));
    }
}
