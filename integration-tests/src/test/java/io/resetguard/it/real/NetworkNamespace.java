package io.resetguard.it.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A network of its own, with nothing in it but a loopback interface: what is set in there (the kernel's TCP, its NAT and
 * connection tracking, how fast the line is) concerns nobody else. It is gone when the last process in it is.
 */
public final class NetworkNamespace implements AutoCloseable {
    private static final List<String> PROGRAMS =
            List.of("unshare", "nsenter", "ip", "tc", "sysctl", "nft", "conntrack");

    /** Not before somebody asks. */
    private static final class Missing {
        private static final String WHAT = look();

        private static String look() {
            for (String program : PROGRAMS) {
                if (ServerProcess.find(program).isEmpty()) {
                    return program + " is not installed";
                }
            }
            try {
                Process tried = new ProcessBuilder(path("unshare"), "--net", "true").start();
                return tried.waitFor() == 0 ? "" : "network namespaces are not permitted here";
            } catch (IOException e) {
                return e.toString();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    private final Process holder;

    private NetworkNamespace(Process holder) {
        this.holder = holder;
    }

    /** Why there can be none on this machine; empty where there can. */
    public static String missing() {
        return Missing.WHAT;
    }

    /** A new one. */
    public static NetworkNamespace create() throws IOException {
        // It ends with its standard input: also where this JVM is killed.
        Process holder = new ProcessBuilder(
                        path("unshare"), "--net", "sh", "-c", path("ip") + " link set lo up && echo up && exec cat")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = holder.inputReader();
        if (!"up".equals(said.readLine())) {
            throw new IOException("no network namespace");
        }
        return new NetworkNamespace(holder);
    }

    /** Before a command that is to run in it. */
    public List<String> enter() {
        return List.of(path("nsenter"), "--net=/proc/" + holder.pid() + "/ns/net");
    }

    /** Its connections, as of {@code /proc/net/tcp}. */
    Path connections() {
        return Path.of("/proc", Long.toString(holder.pid()), "net", "tcp");
    }

    /** Runs a program in it, with these arguments, to its end. */
    public void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(enter());
        command.add(path(program));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + ": " + said);
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String path(String program) {
        return ServerProcess.find(program).orElseThrow().toString();
    }

    @Override
    public void close() throws IOException {
        holder.getOutputStream().close();
        try {
            if (!holder.waitFor(10, TimeUnit.SECONDS)) {
                holder.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
