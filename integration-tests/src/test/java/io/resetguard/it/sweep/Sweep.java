package io.resetguard.it.sweep;

import io.resetguard.it.real.RealServer;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.NoFault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How many failures {@code prevent} leaves: POSTs to real servers that close idle connections after a second, on
 * connections that have been idle for about as long. Not a test: figures are for people, and go to {@code
 * docs/prevention.md}.
 *
 * <p>{@code mvn -q -Psweep verify [-Djdks=home1:home2] [-Dsweep.requests=10000] [-Dsweep.delay=5] [-Dsweep.servers=nginx]}
 */
public final class Sweep {
    private static final int THREADS = 200;

    /** Time for all servers and JVMs to start. */
    private static final long START_MILLIS = 10_000;

    /** A third of a round, so that one client is silent while another sends. */
    private static final long APART_MILLIS = 450;

    private Sweep() {}

    /** Arguments: requests a cell, ms each way between client and server, names of servers or "all", seed, the page. */
    public static void main(String[] arguments) throws Exception {
        int rounds = Math.max(2, Integer.parseInt(arguments[0]) / THREADS);
        SweepCell.Size size =
                new SweepCell.Size(THREADS, rounds, Long.parseLong(arguments[1]), Long.parseLong(arguments[3]));
        List<String> names = Arrays.asList(arguments[2].split(","));
        PreventionPage page = new PreventionPage(Path.of(arguments[4]));
        for (Jdk jdk : Jdks.all().toList()) {
            List<CellFigures> all = new ArrayList<>();
            System.out.println(SweepTable.title(jdk, size));
            System.out.println(SweepTable.HEAD);
            for (RealServer server : RealServer.all()) {
                if (server.program().isEmpty()) {
                    System.out.println(server.name() + " is not installed, or this is not Linux: skipped");
                } else if (arguments[2].equals("all") || names.contains(server.name())) {
                    all.addAll(sweep(server, jdk, size));
                }
            }
            page.put(SweepTable.title(jdk, size), SweepTable.HEAD, SweepTable.lines(all));
        }
        page.write();
    }

    /** The clients at the same time, each with a server of its own; the modes one after the other. */
    private static List<CellFigures> sweep(RealServer server, Jdk jdk, SweepCell.Size size) throws Exception {
        Path folder = Files.createTempDirectory("sweep");
        List<CellFigures> all = new ArrayList<>();
        List<Sender> senders =
                Arrays.stream(Sender.values()).filter(sender -> sender.on(jdk)).toList();
        ExecutorService atOnce = Executors.newFixedThreadPool(senders.size());
        try {
            for (Mode mode : Mode.values()) {
                List<Future<CellFigures>> running = new ArrayList<>();
                long begin = System.currentTimeMillis() + START_MILLIS;
                for (Sender sender : senders) {
                    long its = begin + APART_MILLIS * running.size();
                    running.add(atOnce.submit(() -> new SweepCell(server, sender, mode, jdk).run(folder, size, its)));
                }
                for (Future<CellFigures> cell : running) {
                    if (mode != Mode.NO_AGENT) {
                        NoFault.inWhole(cell.get().events());
                    }
                    all.add(cell.get());
                    System.out.println(SweepTable.line(cell.get(), all));
                }
            }
        } finally {
            atOnce.shutdownNow();
        }
        all.sort(Comparator.comparing(figures -> figures.cell().sender()));
        return all;
    }
}
