package io.resetguard.demo;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the application once for each {@link Column} and prints the runs side by side.
 *
 * <p>Arguments: the path of {@code resetguard.jar}, and that of the report to write. Exit code 1 only if the demonstration itself broke.
 */
public final class Demo {
    private final Page page = Page.standardOut();
    private final File agentJar;
    private final File report;

    private Demo(File agentJar, File report) {
        this.agentJar = agentJar;
        this.report = report;
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        File agentJar = new File(args.length > 0 ? args[0] : "resetguard.jar");
        File report = new File(args.length > 1 ? args[1] : "demo-report.html");
        boolean worked;
        try (ReportOfRuns reportOfRuns = new ReportOfRuns()) {
            worked = new Demo(agentJar, report).run(reportOfRuns);
        }
        if (!worked) {
            System.exit(1);
        }
    }

    private boolean run(ReportOfRuns reportOfRuns) throws IOException, InterruptedException {
        introduce();
        List<Column> columns = columns();
        List<Run> runs = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (Column column : columns) {
            page.heading("Run " + (runs.size() + 1) + " of " + columns.size() + ", " + column.name + ":  "
                    + column.command());
            try {
                Run run = new ColumnRun(column, agentJar, reportOfRuns.eventsFolder(), page).execute();
                runs.add(run);
                problems.addAll(run.problems);
            } catch (IOException e) {
                problems.add(column.name + ": " + e.getMessage());
                break;
            }
        }
        if (!runs.isEmpty()) {
            page.heading("Side by side");
            new Comparison(runs).lines().forEach(page::text);
            explain(runs);
        }
        if (runs.size() > 1) {
            String problem = reportOfRuns.write(agentJar, report);
            if (problem.isEmpty()) {
                page.text("What the events of these runs add up to, in a page to open with a browser: "
                        + report.getAbsoluteFile().toPath().normalize() + "  (" + ReportOfRuns.command(report) + ")");
                page.blank();
            } else {
                problems.add(problem);
            }
        }
        for (String problem : problems) {
            page.text("THE DEMO ITSELF BROKE: " + problem);
        }
        return problems.isEmpty();
    }

    private void introduce() {
        page.blank();
        page.text("resetguard demo: who ended the connection, and why?");
        page.blank();
        String java = System.getProperty("java.version");
        page.text("An ordinary application, \"orders\", asks a service, \"inventory\", which ends connections the way"
                + " real services, proxies and load balancers do. The same code runs every time; only the java command"
                + " differs. Java " + java + ", all on this machine, about 25 seconds a run.");
    }

    private List<Column> columns() {
        if (agentJar.isFile()) {
            return Column.ALL;
        }
        page.blank();
        page.text("No agent at " + agentJar.getAbsolutePath() + ": only the run without it. Build it, or give its path"
                + " as the argument.");
        return Column.ALL.subList(0, 1);
    }

    private void explain(List<Run> runs) {
        page.blank();
        page.text("How to read it: \"ok\" with 2 requests received is the JDK sending a request again without a word,"
                + " orders included; an order that the service received twice may well have been placed twice. Where the"
                + " JDK did not send again, the application got one of a few exceptions that look alike for very"
                + " different causes.");
        if (runs.size() > 1) {
            page.text("The lines of run 2 tell them apart: which request on which connection, how long it was idle, the"
                    + " likely cause with its evidence, and the setting to change. The agent only watched: where a cell"
                    + " has no [this time ...], the application saw the same as without it.");
        }
        if (runs.size() > 2) {
            page.text("Run 3 uses no connection again that is stale or about to be: what the service would have ended"
                    + " while it was idle never meets a request, an order neither. It is told the limit here"
                    + " (prevent.max-idle), as the lines of run 2 advise; an origin that is used for longer shows it by"
                    + " itself, after three connections.");
            page.text(
                    "Run 4 knows no limit but what the service announces. Where a request meets a stale connection all"
                            + " the same, it is sent again if that is harmless: idempotent methods, and requests with an"
                            + " Idempotency-Key; always on a new connection. A plain POST is sent once, by the JDK too: what"
                            + " HttpURLConnection hid by placing an order twice is now an exception.");
            page.text("What the service refuses, cuts off or kills is beyond both.");
        }
        page.text("Next: README.md, for the same on an application of your own.");
        page.blank();
    }
}
