package io.resetguard.demo;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the agent's own tool makes of the events of all runs. They are deleted when this is closed. */
final class ReportOfRuns implements Closeable {
    private final Path events = Files.createTempDirectory("resetguard-demo");

    ReportOfRuns() throws IOException {}

    Path eventsFolder() {
        return events;
    }

    /** The command a person would type. */
    static String command(File report) {
        return "java -jar resetguard.jar report events/ -o " + report.getName();
    }

    /** What is wrong, or an empty text. */
    String write(File agentJar, File report) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Arrays.asList(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-jar",
                agentJar.getPath(),
                "report",
                events.toString(),
                "-o",
                report.getPath()));
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(events.resolve("said.txt").toFile())
                .start();
        int code = tool.waitFor();
        String said = String.join(" ", Files.readAllLines(events.resolve("said.txt")));
        return code == 0 ? "" : "no report: " + said;
    }

    @Override
    public void close() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(events)) {
            for (Path file : files) {
                Files.delete(file);
            }
        }
        Files.delete(events);
    }
}
