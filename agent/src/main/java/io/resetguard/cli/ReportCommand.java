package io.resetguard.cli;

import io.resetguard.report.EventFiles;
import io.resetguard.report.EventsReader;
import io.resetguard.report.Findings;
import io.resetguard.report.HtmlReport;
import io.resetguard.report.JsonReport;
import io.resetguard.report.ReportFile;
import io.resetguard.report.TextReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** From files of events to an answer. */
@Command(
        name = "report",
        description = {
            "Read files of events and say what ends connections, and what to set.",
            "",
            "Give files, several of them or a directory; their rotated siblings (.1, .2.gz, ...) are read too,"
                    + " and of a file and the same one compressed the former. Without"
                    + " -o and --format the answer is printed as text; -o report.html writes the page.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done; what could not be read is counted in the report",
            "1:no event could be read, or the report not be written",
            "2:wrong use"
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class)
public final class ReportCommand implements Callable<Integer> {
    /** The forms of a report. */
    enum Format {
        html,
        text,
        json
    }

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Parameters(
            arity = "1..*",
            paramLabel = "EVENTS",
            description = "Files that the option events= wrote, or a directory.")
    private List<Path> events = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write; its ending (.html, .json, .txt) is the form unless --format says it.")
    private @Nullable Path output;

    @Option(
            names = {"-f", "--format"},
            description = "${COMPLETION-CANDIDATES}; html goes to report.html, and text and json to standard output,"
                    + " unless -o says where.")
    private @Nullable Format format;

    @Option(names = "--force", description = "Replace a file that is no report of resetguard.")
    private boolean force;

    @Override
    public Integer call() throws IOException, Problem {
        Format chosen = chosenFormat();
        Path target = output == null && chosen == Format.html ? Paths.get("report.html") : output;
        List<Path> files = EventFiles.find(events);
        if (target != null) {
            ReportFile.check(target, files, force);
        }
        Findings findings = read(files);
        String text = written(findings, chosen);
        PrintWriter out = spec.commandLine().getOut();
        if (target == null) {
            out.println(text);
            out.flush();
        } else {
            ReportFile.write(target, text);
            out.println(target.toAbsolutePath().normalize());
        }
        if (findings.events() == 0) {
            throw Problem.ofInput("no event could be read. "
                    + String.join("; ", findings.problems().lines()));
        }
        return 0;
    }

    private Format chosenFormat() throws Problem {
        if (format != null) {
            return format;
        }
        if (output == null) {
            return Format.text;
        }
        String name = output.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return Format.json;
        }
        if (name.endsWith(".txt")) {
            return Format.text;
        }
        if (name.endsWith(".html") || name.endsWith(".htm")) {
            return Format.html;
        }
        throw Problem.ofUse(output + ": say the form with --format html, text or json");
    }

    private Findings read(List<Path> files) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        Progress progress = new Progress(spec.commandLine().getErr(), bytes);
        try {
            return EventsReader.read(files, progress);
        } finally {
            progress.end();
        }
    }

    private static String written(Findings findings, Format format) throws IOException {
        switch (format) {
            case html:
                return HtmlReport.of(findings);
            case json:
                return JsonReport.of(findings);
            default:
                return String.join(System.lineSeparator(), TextReport.lines(findings));
        }
    }
}
