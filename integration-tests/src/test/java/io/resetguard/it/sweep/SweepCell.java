package io.resetguard.it.sweep;

import io.resetguard.it.real.Backend;
import io.resetguard.it.real.RealServer;
import io.resetguard.it.real.ServerProcess;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.RunningJvm;
import io.resetguard.it.support.Workload;
import io.resetguard.sweep.SweepProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One program against one server, each its own.
 *
 * @param server that closes what is idle for a second
 * @param sender the client
 * @param mode of the agent
 * @param jdk of the client
 */
record SweepCell(RealServer server, Sender sender, Mode mode, Jdk jdk) {
    /**
     * How much of it.
     *
     * @param threads connections of a round
     * @param rounds of one request a thread
     * @param delayMillis each way between client and server
     * @param seed of the rounds' order
     */
    record Size(int threads, int rounds, long delayMillis, long seed) {
        int requests() {
            return threads * rounds;
        }
    }

    /** Runs it from a time on (ms of the epoch), or as soon after as the server is ready. */
    CellFigures run(Path folder, Size size, long beginMillis) throws IOException {
        Path own = Files.createDirectories(folder.resolve(fileName()));
        Events events = new Events(own.resolve("events.jsonl"));
        try (Backend backend = Backend.holding(SweepProgram.HOLD_MILLIS)) {
            RealServer.Place place = new RealServer.Place(own, ServerProcess.freePort(), backend.port());
            List<String> command = server.prepare(server.program().orElseThrow(), place);
            try (ServerProcess process = ServerProcess.start(own, place.port(), command)) {
                Patience patience = new Patience(process.port());
                patience.warmUp(size.threads());
                return run(size, events, backend, process, patience.measuredMillis(), beginMillis);
            }
        }
    }

    private CellFigures run(
            Size size, Events events, Backend backend, ServerProcess process, long patienceMillis, long beginMillis)
            throws IOException {
        try (Relay relay = new Relay(process.port(), size.delayMillis());
                RunningJvm jvm = start(events, relay.port(), size, patienceMillis, beginMillis)) {
            ForkedJvm.Output output = jvm.awaitExit(Duration.ofMinutes(10));
            if (output.exitCode() != 0 || !output.stdout().contains("done")) {
                throw new IOException(output.toString());
            }
            return new CellFigures(
                    this,
                    size,
                    patienceMillis,
                    output.stdout().stream()
                            .filter(line -> line.startsWith("failed "))
                            .map(Failure::parse)
                            .toList(),
                    relay.sent(),
                    relay.connections(),
                    backend.paths().stream()
                            .filter(path -> !path.equals(Patience.PATH))
                            .toList(),
                    events.read());
        }
    }

    private RunningJvm start(Events events, int port, Size size, long patienceMillis, long beginMillis) {
        return mode.jvm(jdk, events)
                .main(
                        Workload.classPath(),
                        SweepProgram.class.getName(),
                        sender.argument(),
                        "http://127.0.0.1:" + port,
                        Integer.toString(size.threads()),
                        Integer.toString(size.rounds()),
                        Long.toString(patienceMillis),
                        Long.toString(size.seed()),
                        Long.toString(beginMillis))
                .start();
    }

    private String fileName() {
        return jdk.feature() + "-" + server.name() + "-" + sender + "-" + mode;
    }
}
