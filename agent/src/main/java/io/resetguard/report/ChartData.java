package io.resetguard.report;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.TreeMap;

/** What the page's script draws, as JSON that cannot end the element it stands in. */
final class ChartData {
    private static final int MAX_CAUSES = 6;
    private static final int MAX_MARKS = 12;

    private final JsonArray charts = new JsonArray();

    /** Adds a chart for the element with this id. */
    private void add(String id, String kind, JsonObject data) {
        JsonObject chart = new JsonObject();
        chart.addProperty("id", id);
        chart.addProperty("kind", kind);
        chart.add("data", data);
        charts.add(chart);
    }

    void idle(String id, IdlePicture picture) {
        JsonObject data = new JsonObject();
        JsonArray lower = new JsonArray();
        JsonArray upper = new JsonArray();
        JsonArray ok = new JsonArray();
        JsonArray failed = new JsonArray();
        for (int i = picture.from; i <= picture.to; i++) {
            lower.add(i == 0 ? 50 : IdleClasses.lowerMs(i));
            upper.add(i == IdleClasses.size() - 1 ? IdleClasses.lowerMs(i) * 4 : IdleClasses.boundMs(i));
            ok.add(picture.ok.count(i));
            failed.add(picture.failed.count(i));
        }
        data.add("lower", lower);
        data.add("upper", upper);
        if (picture.okIsKnown) {
            data.add("ok", ok);
        }
        data.add("failed", failed);
        JsonArray limits = new JsonArray();
        if (picture.limitMs > 0) {
            JsonObject limit = new JsonObject();
            limit.addProperty("ms", picture.limitMs);
            limit.addProperty("text", picture.limitText);
            limits.add(limit);
        }
        data.add("limits", limits);
        add(id, "idle", data);
    }

    void time(String id, Timeline timeline, List<Long> agentStarts) {
        JsonObject data = new JsonObject();
        data.addProperty("column", Words.duration((double) timeline.columnMillis()));
        List<Long> starts = timeline.starts();
        JsonArray labels = new JsonArray();
        starts.forEach(start -> labels.add(TimeLabels.of(start, starts)));
        data.add("labels", labels);
        List<String> names = timeline.names();
        JsonArray series = new JsonArray();
        for (int i = 0; i < Math.min(names.size(), MAX_CAUSES); i++) {
            series.add(series(names.get(i), timeline, starts, names.subList(i, i + 1)));
        }
        if (names.size() > MAX_CAUSES) {
            series.add(series("other causes", timeline, starts, names.subList(MAX_CAUSES, names.size())));
        }
        data.add("series", series);
        data.add("marks", marks(agentStarts, starts, timeline.columnMillis()));
        add(id, "time", data);
    }

    private static JsonArray marks(List<Long> agentStarts, List<Long> starts, long columnMillis) {
        TreeMap<Long, Integer> byColumn = new TreeMap<>();
        for (long started : agentStarts) {
            long column = (started - starts.get(0)) / columnMillis;
            if (started >= starts.get(0) && column < starts.size()) {
                byColumn.merge(column, 1, Integer::sum);
            }
        }
        JsonArray marks = new JsonArray();
        byColumn.forEach((column, jvms) -> {
            if (marks.size() < MAX_MARKS) {
                JsonObject mark = new JsonObject();
                mark.addProperty("column", column);
                mark.addProperty("text", jvms == 1 ? "a JVM starts" : jvms + " JVMs start");
                marks.add(mark);
            }
        });
        return marks;
    }

    private static JsonObject series(String name, Timeline timeline, List<Long> starts, List<String> causes) {
        JsonObject series = new JsonObject();
        series.addProperty("name", name);
        JsonArray counts = new JsonArray();
        for (long start : starts) {
            long sum = 0;
            for (String cause : causes) {
                sum += timeline.count(start, cause);
            }
            counts.add(sum);
        }
        series.add("counts", counts);
        return series;
    }

    void bars(String id, Cluster cluster) {
        JsonObject data = new JsonObject();
        JsonArray labels = new JsonArray();
        JsonArray counts = new JsonArray();
        cluster.bars.forEach((label, count) -> {
            labels.add(label);
            counts.add(count);
        });
        data.addProperty("name", cluster.axis);
        data.add("labels", labels);
        data.add("counts", counts);
        add(id, "bars", data);
    }

    /** JSON in which every {@code <}, {@code >} and {@code &} is written as an escape. */
    String json() {
        JsonObject all = new JsonObject();
        all.add("charts", charts);
        return new Gson().toJson(all);
    }
}
