package io.resetguard.cli;

import io.resetguard.report.EventFiles;
import io.resetguard.report.EventLines;
import io.resetguard.report.Explanation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** One event in full sentences. */
@Command(
        name = "explain",
        description = {
            "Explain an event in full sentences: what happened, on which connection, why, and what to do.",
            "",
            "  java -jar resetguard.jar explain mwqq1p9kcyt-2 /var/log/app/resets.jsonl",
            "  grep '\"cause\":\"stale_keep_alive\"' resets.jsonl | tail -1 | java -jar resetguard.jar explain",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:there is no such event, or no event at all", "2:wrong use"},
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class ExplainCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "[ID] [EVENTS...]",
            hideParamSyntax = true,
            description =
                    "The id of an event, or the exchange_id of a request for all of its events; and files to look in."
                            + " Without files lines are read from standard input; without an id all are explained.")
    private List<String> arguments = new ArrayList<>();

    private long explained;

    @Override
    public Integer call() throws IOException, Problem {
        List<Path> files = new ArrayList<>();
        String id = null;
        for (String argument : arguments) {
            if (id == null && files.isEmpty() && !Files.exists(Paths.get(argument))) {
                id = argument;
            } else {
                files.add(Paths.get(argument));
            }
        }
        List<String> problems = new ArrayList<>();
        if (files.isEmpty()) {
            String wanted = id;
            EventLines.each(System.in, "standard input", line -> explain(line, wanted), problems);
        } else {
            for (Path file : EventFiles.find(files)) {
                String wanted = id;
                EventLines.each(file, line -> explain(line, wanted), problems);
            }
        }
        spec.commandLine().getOut().flush();
        if (explained == 0) {
            String what =
                    id == null ? "no event could be read" : "no event with id or exchange_id " + Terminal.plain(id);
            throw Problem.ofInput(what + (problems.isEmpty() ? "" : ". " + String.join("; ", problems)));
        }
        return 0;
    }

    private boolean explain(String line, @Nullable String id) {
        if (id != null && !Explanation.isAbout(line, id)) {
            return true;
        }
        List<String> sentences = Explanation.of(line);
        if (sentences == null) {
            return false;
        }
        PrintWriter out = spec.commandLine().getOut();
        if (explained++ > 0) {
            out.println();
        }
        sentences.forEach(out::println);
        return true;
    }
}
