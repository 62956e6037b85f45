package io.resetguard.workload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * Reads commands from standard input, one a line, and answers on standard output. Every request runs on a thread of
 * its own, so several can be under way. {@code quit} and the end of the input end the program.
 */
final class Driver {
    /** A client that can send what a command says. */
    interface Client {
        /** Sends the request and fills the answer; what it throws is the answer's error. */
        void send(Command command, Answer answer) throws Throwable;
    }

    private final Client client;

    Driver(Client client) {
        this.client = client;
    }

    void run() throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        say("ready");
        for (String line = lines.readLine(); line != null && !line.equals("quit"); line = lines.readLine()) {
            if (!line.trim().isEmpty()) {
                obey(new Command(line));
            }
        }
    }

    private void obey(Command command) {
        if (command.word.equals("ping")) {
            say("pong");
            return;
        }
        int parallel = command.number("parallel", 1);
        for (int i = 1; i <= parallel; i++) {
            String id = command.text("id", "0") + (parallel == 1 ? "" : "." + i);
            Thread thread = new Thread(() -> send(command, new Answer(id)), "request-" + id);
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void send(Command command, Answer answer) {
        try {
            client.send(command, answer);
        } catch (Throwable failure) {
            answer.failed(failure);
        }
        say(answer.line());
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
