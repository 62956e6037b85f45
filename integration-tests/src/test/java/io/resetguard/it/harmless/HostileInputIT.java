package io.resetguard.it.harmless;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Events;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import io.resetguard.it.support.Request;
import io.resetguard.it.support.Workload;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * URLs and servers that mean harm. The application gets what it gets without the agent; each line of the log is one
 * line, begins with the agent's name and is bounded; each event is one line of JSON.
 */
class HostileInputIT {
    private static final int LONGEST_LINE = 32_000;
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n";

    private static final List<String> PATHS = List.of(
            "/%0d%0a[resetguard]%20forged%20line",
            "/?a=%0d%0a%5Bresetguard%5D%20forged",
            "/%1b%5B31m%00%07",
            "/" + "long/".repeat(3_000),
            "/%c3%28%ff%fe",
            "/%E2%80%A8[resetguard]",
            "/a\u2028[resetguard] forged",
            "/a\r\n[resetguard] forged",
            "/a\u001b[31m\u0000b");

    private final Path folder;

    HostileInputIT(@TempDir Path folder) {
        this.folder = folder;
    }

    /** By path; each is followed by a reset. */
    private static Map<String, RawServer.Answer> answers() {
        Map<String, RawServer.Answer> answers = new LinkedHashMap<>();
        answers.put("/header-1mb", text(OK + "X-Large: " + "x".repeat(1 << 20) + "\r\n\r\n"));
        answers.put("/headers-20000", text(OK + "X-Many: 1234567890\r\n".repeat(20_000) + "\r\n"));
        answers.put("/status-endless", text("HTTP/1.1 200 " + "O".repeat(1 << 20)));
        answers.put(
                "/chunk-endless", text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "0".repeat(1 << 20)));
        answers.put("/chunk-huge", text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n7fffffff\r\nabc"));
        answers.put("/chunk-no-number", text("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzzz\r\nabc"));
        answers.put("/not-utf-8", bytes(OK, new byte[] {'X', ':', (byte) 0xff, (byte) 0xc3, 0x28, '\r', '\n'}));
        answers.put("/control", text(OK + "Server: a\u001b[31mb\u0007\r\nKeep-Alive: \u0000\r\n\r\nabc"));
        answers.put("/folded", text(OK + "Server: a\r\n [resetguard] forged\r\n\r\nabc"));
        answers.put("/bare-cr", text(OK + "Server: a\r[resetguard] forged\r\n\r\nabc"));
        answers.put(
                "/lying-keep-alive",
                text(OK + "Keep-Alive: timeout=99999999999999999999, max=-1, timeout=x\r\n\r\nabc"));
        answers.put("/lying-length", text("HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\nabc"));
        answers.put("/negative-length", text("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc"));
        answers.put("/two-lengths", text("HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 300\r\n\r\nabc"));
        answers.put("/no-http", text("\u0000\u0001\u0002\u0003 SSH-2.0\r\n[resetguard] forged\r\n\r\n"));
        answers.put("/status-no-number", text("HTTP/1.1 abc OK\r\n\r\n"));
        answers.put("/http-9", text("HTTP/9.9 200 OK\r\nContent-Length: 10\r\n\r\nabc"));
        return answers;
    }

    private static RawServer.Answer text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return out -> out.write(bytes);
    }

    private static RawServer.Answer bytes(String head, byte[] line) {
        return (OutputStream out) -> {
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.write(line);
            out.write("\r\nabc".getBytes(StandardCharsets.ISO_8859_1));
        };
    }

    @TestFactory
    Stream<DynamicTest> hostile() {
        return Jdks.few().flatMap(jdk -> Stream.of(Client.values())
                .filter(client -> client.on(jdk))
                .map(client -> DynamicTest.dynamicTest(jdk + ", " + client.label(), () -> check(jdk, client))));
    }

    private void check(Jdk jdk, Client client) throws Exception {
        Events events = new Events(folder.resolve(System.nanoTime() + ".jsonl"));
        ForkedJvm observedJvm = ForkedJvm.of(jdk).agent(events.option(), "log=stderr", "log.rate=1000", "redact=none");
        try (Workload bare = Workload.start(ForkedJvm.of(jdk), client);
                Workload observed = Workload.start(observedJvm, client)) {
            List<String> expected = play(bare);
            assertEquals(String.join("\n", expected), String.join("\n", play(observed)));
            bare.quit();
            ForkedJvm.Output output = observed.quit();
            assertEquals(0, output.exitCode(), output.stderr()::toString);
            Programs.assertOnlyOurLines(output);
            List<String> forged = output.stderr().stream()
                    .filter(line -> line.startsWith("[resetguard] forged")
                            || line.length() > LONGEST_LINE
                            || line.chars().anyMatch(c -> c < ' ' || c == 0x2028 || (c >= 0x7f && c < 0xa0)))
                    .toList();
            assertEquals(List.of(), forged);
            assertTrue(Programs.count(output.stderr(), "] peer reset time=") >= PATHS.size() - 4, "told");
            // Each line is whole JSON, or this throws.
            assertTrue(events.read().size() > PATHS.size(), "written");
        }
    }

    /** What the application got of each URL and of each server. */
    private static List<String> play(Workload workload) throws Exception {
        Map<String, RawServer.Answer> answers = answers();
        List<String> results = new ArrayList<>();
        try (RawServer server = RawServer.start(path -> answers.getOrDefault(path, out -> out.flush()))) {
            Stream.concat(PATHS.stream(), answers.keySet().stream()).forEach(path -> {
                Request get = Request.of("GET").with("url", server.url(path));
                String brief = workload.send(get).brief().replaceAll(":\\d{4,5}", ":port");
                results.add(path.substring(0, Math.min(40, path.length())) + ": " + brief);
            });
        }
        return results;
    }
}
