package io.resetguard.it.support;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A started {@link ForkedJvm}, spoken to line by line. Thread-safe. Closing kills it. */
public final class RunningJvm implements AutoCloseable {
    private final List<String> command;
    private final Process process;
    private final Writer stdin;
    private final List<String> stdout = new ArrayList<>();
    private final List<String> stderr = new ArrayList<>();
    private final List<Thread> readers;
    private boolean ended;

    RunningJvm(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.stdin = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
        this.readers = List.of(
                reader(process.getInputStream(), stdout, true), reader(process.getErrorStream(), stderr, false));
    }

    public long pid() {
        return process.pid();
    }

    /** Writes a line to its standard input. */
    public synchronized void sendLine(String line) {
        try {
            stdin.write(line + "\n");
            stdin.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(describe("does not read: " + line), e);
        }
    }

    /** Ends its standard input. */
    public synchronized void endInput() {
        try {
            stdin.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops all its threads, as a long garbage collection does. */
    public void pause() {
        signal("-STOP");
    }

    /** Lets it go on. */
    public void goOn() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            Process kill = new ProcessBuilder("kill", name, String.valueOf(pid())).start();
            if (kill.waitFor() != 0) {
                throw new AssertionError(describe("got no " + name));
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The first line of its standard output, past or to come, that fits. */
    public String awaitLine(Predicate<String> fits, Duration timeout) {
        long end = System.nanoTime() + timeout.toNanos();
        int seen = 0;
        synchronized (stdout) {
            while (true) {
                for (; seen < stdout.size(); seen++) {
                    if (fits.test(stdout.get(seen))) {
                        return stdout.get(seen);
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || ended) {
                    throw new AssertionError(
                            describe(ended ? "ended before the line came" : "did not say the line in time"));
                }
                waitForMore(left);
            }
        }
    }

    /** Waits for its end, and for all that it wrote. */
    public ForkedJvm.Output awaitExit(Duration timeout) {
        try {
            if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(describe("did not end in " + timeout));
            }
            for (Thread reader : readers) {
                reader.join(5_000);
            }
            return new ForkedJvm.Output(process.exitValue(), stdout(), stderr());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Does its command line hold this text? */
    public boolean says(String text) {
        return String.join(" ", command).contains(text);
    }

    /** Its standard output so far. */
    public List<String> stdout() {
        synchronized (stdout) {
            return List.copyOf(stdout);
        }
    }

    /** Its standard error so far. */
    public List<String> stderr() {
        synchronized (stderr) {
            return List.copyOf(stderr);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void waitForMore(long millis) {
        try {
            stdout.wait(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Thread reader(InputStream from, List<String> to, boolean endsConversation) {
        Thread thread = new Thread(
                () -> {
                    try (BufferedReader lines =
                            new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8))) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            add(to, line);
                        }
                    } catch (IOException e) {
                        add(to, "(stream broke: " + e + ")");
                    }
                    synchronized (stdout) {
                        ended |= endsConversation;
                        stdout.notifyAll();
                    }
                },
                "reader-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void add(List<String> to, String line) {
        synchronized (to) {
            to.add(line);
            to.notifyAll();
        }
    }

    private String describe(String what) {
        return "JVM " + process.pid() + " " + what + "\n  " + String.join(" ", command) + "\n stdout: " + stdout()
                + "\n stderr: " + stderr();
    }
}
