package io.resetguard.workload;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads commands from standard input, one a line, and answers on standard output. Every request runs on a thread of
 * its own ({@code thread=virtual}: a virtual one), so several can be under way. {@code interrupt id} interrupts it. {@code load} fills the heap,
 * {@code collect} collects it. {@code quit} and the end of the input end the program.
 */
final class Driver {
    /** A client that can send what a command says. */
    interface Client {
        /** Sends the request and fills the answer; what it throws is the answer's error. */
        void send(Command command, Answer answer) throws Throwable;
    }

    private final Client client;
    private final Map<String, Thread> threads = new ConcurrentHashMap<String, Thread>();

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
        if (command.word.equals("boot")) {
            say(BootCall.make(command));
            return;
        }
        if (command.word.equals("load")) {
            say(Ballast.load(command));
            return;
        }
        if (command.word.equals("collect")) {
            say("collected millis=" + Ballast.collect());
            return;
        }
        if (command.word.equals("interrupt")) {
            Thread thread = threads.get(command.text("id", ""));
            if (thread != null) {
                thread.interrupt();
            }
            return;
        }
        int parallel = command.number("parallel", 1);
        for (int i = 1; i <= parallel; i++) {
            String id = command.text("id", "0") + (parallel == 1 ? "" : "." + i);
            if (command.is("thread", "virtual")) {
                threads.put(id, startVirtual(() -> send(command, new Answer(id))));
            } else {
                Thread thread = new Thread(() -> send(command, new Answer(id)), "request-" + id);
                thread.setDaemon(true);
                threads.put(id, thread);
                thread.start();
            }
        }
    }

    private static Thread startVirtual(Runnable work) {
        try {
            return (Thread)
                    Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no virtual threads here", e);
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
