package io.resetguard.demo;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The runs side by side: a block for each scenario, a row for each client, one or two columns for each run. */
final class Comparison {
    private static final int CLIENT_WIDTH = "HttpURLConnection".length();

    private final Run first;
    private final List<String> titles = new ArrayList<>();
    private final List<Integer> weights = new ArrayList<>();
    private final List<Function<Step, String>> cells = new ArrayList<>();

    Comparison(List<Run> runs) {
        this.first = runs.get(0);
        runs.forEach(this::add);
    }

    private void add(Run run) {
        String name = run.column.name;
        switch (run.column.shows) {
            case LOG:
                column(name + ":\nwhat the log now says", 27, step -> log(run, step));
                break;
            default:
                column(name + ":\nsaw and received", 23, step -> run.saw(step) + "\nreceived " + run.received(step));
        }
    }

    private void column(String title, int weight, Function<Step, String> cell) {
        titles.add(title);
        weights.add(weight);
        cells.add(cell);
    }

    /** Events with their number, and whatever else came out differently than without the agent. */
    private String log(Run run, Step step) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        run.events(step).forEach(event -> counts.merge(event.describe(), 1, Integer::sum));
        List<String> lines = new ArrayList<>();
        counts.forEach((text, count) -> lines.add(count == 1 ? text : count + " x " + text));
        if (lines.isEmpty()) {
            lines.add(step.scenario == Scenario.HEALTHY ? "nothing, as it should be" : "(nothing)");
        }
        if (!run.saw(step).equals(first.saw(step))) {
            lines.add("[this time the application saw: " + run.saw(step) + "]");
        }
        if (!run.received(step).equals(first.received(step))) {
            lines.add("[this time received: " + run.received(step) + "]");
        }
        return String.join("\n", lines);
    }

    List<String> lines() {
        Table table = new Table(widths());
        table.row(row("", titles));
        Scenario scenario = null;
        for (Step step : Step.ALL) {
            if (step.scenario != scenario) {
                scenario = step.scenario;
                table.rule();
                table.across("* " + scenario.title);
            }
            List<String> texts = new ArrayList<>();
            cells.forEach(cell -> texts.add(cell.apply(step)));
            table.row(row(step.client.name(), texts));
        }
        table.rule();
        return table.lines();
    }

    private static List<String> row(String client, List<String> texts) {
        List<String> row = new ArrayList<>(Arrays.asList(client));
        row.addAll(texts);
        return row;
    }

    /** Shares the page's width out by weight. */
    private int[] widths() {
        int free = Page.WIDTH - CLIENT_WIDTH - " | ".length() * cells.size();
        int sum = weights.stream().mapToInt(Integer::intValue).sum();
        int[] widths = new int[cells.size() + 1];
        widths[0] = CLIENT_WIDTH;
        for (int i = 0; i < cells.size(); i++) {
            widths[i + 1] = Math.min(50, weights.get(i) * free / sum);
        }
        return widths;
    }
}
