package io.resetguard.it.sweep;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.resetguard.it.real.NginxServer;
import io.resetguard.it.real.RealServer;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.NoFault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The short form of {@link Sweep}: with and without {@code prevent} at the same time, on the same machine. */
@Isolated("it takes the machine")
class PreventionIT {
    private static final SweepCell.Size SIZE = new SweepCell.Size(50, 20, 5, 1);

    @ParameterizedTest
    @MethodSource("io.resetguard.it.support.Jdks#few")
    void the_limit_is_learned_and_kept(Jdk jdk, @TempDir Path folder) throws Exception {
        RealServer nginx = new NginxServer();
        assumeTrue(nginx.program().isPresent(), "nginx is not installed, or this is not Linux: skipped");
        List<Sender> senders =
                Stream.of(Sender.values()).filter(sender -> sender.on(jdk)).toList();
        ExecutorService atOnce = Executors.newCachedThreadPool();
        try {
            List<Future<CellFigures>> without = new ArrayList<>();
            List<Future<CellFigures>> with = new ArrayList<>();
            for (Sender sender : senders) {
                without.add(atOnce.submit(() -> new SweepCell(nginx, sender, Mode.NO_AGENT, jdk).run(folder, SIZE, 0)));
                with.add(atOnce.submit(() -> new SweepCell(nginx, sender, Mode.PREVENT, jdk).run(folder, SIZE, 0)));
            }
            for (int i = 0; i < senders.size(); i++) {
                check(without.get(i).get(), with.get(i).get());
            }
        } finally {
            atOnce.shutdownNow();
        }
    }

    private static void check(CellFigures without, CellFigures with) {
        String what = SweepTable.line(without, List.of()) + "\n" + SweepTable.line(with, List.of(without));
        NoFault.inWhole(with.events());
        assertTrue(with.harmed() <= without.harmed(), what);
        assertTrue(with.servedTwice() == 0, what);
        // How much is left is what the command measures, on a machine that has processors to spare
        // (docs/prevention.md).
        assertTrue(told(with, "learned_idle"), what);
    }

    private static boolean told(CellFigures figures, String reason) {
        return figures.events().stream()
                .anyMatch(line -> line.event().equals("prevented")
                        && line.text("reason").orElse("").equals(reason));
    }
}
