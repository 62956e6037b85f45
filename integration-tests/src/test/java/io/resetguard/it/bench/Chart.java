package io.resetguard.it.bench;

import java.awt.Color;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Lines over a logarithmic axis, as a PNG file beside the page: letters as paths make an SVG ten times as large. */
final class Chart {
    private final Path file;
    private final XYChart chart;

    Chart(String name, String title, String across, String up) {
        file = made(Place.DOCS.resolve("performance")).resolve(name + ".png");
        chart = new XYChartBuilder()
                .width(640)
                .height(320)
                .title(title)
                .xAxisTitle(across)
                .yAxisTitle(up)
                .build();
        chart.getStyler()
                .setXAxisLogarithmic(true)
                .setYAxisMin(0.0)
                .setXAxisDecimalPattern("#,###")
                .setLegendPosition(LegendPosition.OutsideE)
                .setChartBackgroundColor(Color.WHITE);
    }

    void line(String name, List<Integer> across, double[] up) {
        chart.addSeries(name, across.stream().mapToDouble(Integer::doubleValue).toArray(), up);
    }

    /** The line of Markdown that shows it. */
    String write() throws IOException {
        BitmapEncoder.saveBitmap(chart, file.toString(), BitmapFormat.PNG);
        return "![" + chart.getTitle() + ": " + chart.getYAxisTitle() + " over " + chart.getXAxisTitle() + "]("
                + Place.DOCS.relativize(file) + ")";
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
