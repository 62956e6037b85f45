package io.resetguard.it.bench;

import io.resetguard.it.support.TestKeys;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The server of all forks, in a JVM of its own: what it uses is not counted, and it is as warm for one as for the other. */
final class ServerJvm implements AutoCloseable {
    private final Process process;
    private final String[] ports;

    private ServerJvm(Process process, String[] ports) {
        this.process = process;
        this.ports = ports;
    }

    static ServerJvm start() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx1g"));
        command.addAll(TestKeys.trustArguments());
        command.addAll(List.of("-cp", Place.WORKLOADS, "io.resetguard.bench.BenchServer"));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        return new ServerJvm(process, out.readLine().split(" "));
    }

    /** On every address of 127.0.0.0/8. */
    String url() {
        return "http://127.0.0.1:" + ports[0] + "/bench";
    }

    /** Ends every request with an RST. */
    String resetUrl() {
        return "http://127.0.0.1:" + ports[0] + "/reset";
    }

    /** {@code http}, {@code https} or {@code h2}. */
    String url(String protocol) {
        return protocol.equals("http")
                ? url()
                : "https://127.0.0.1:" + ports[1] + (protocol.equals("h2") ? "/h2" : "/bench");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
