package io.resetguard.demo;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs service and application once, for one column, and prints their log as it comes. */
final class ColumnRun {
    private static final List<String> NONE = Collections.emptyList();

    private final Column column;
    private final File agentJar;
    private final Path eventsFolder;
    private final Page page;
    private final Run run;
    private final List<AgentEvent> logged = new ArrayList<>();

    /** @param eventsFolder where the agent's file of events is left */
    ColumnRun(Column column, File agentJar, Path eventsFolder, Page page) {
        this.column = column;
        this.agentJar = agentJar;
        this.eventsFolder = eventsFolder;
        this.page = page;
        this.run = new Run(column);
    }

    Run execute() throws IOException, InterruptedException {
        // A service of its own for each run: no port, connection or count is shared.
        try (ChildJvm inventory = ChildJvm.start(NONE, Inventory.class, NONE)) {
            awaitPorts(inventory);
            runOrders();
            readReceived(inventory);
        }
        int missing = Step.ALL.size() - run.saw.size();
        if (missing > 0) {
            run.problems.add(column.name + ": " + missing + " of " + Step.ALL.size() + " steps did not run");
        }
        return run;
    }

    private void awaitPorts(ChildJvm inventory) throws IOException {
        for (String line = inventory.readLine(); !Inventory.READY.equals(line); line = inventory.readLine()) {
            if (line == null) {
                throw new IOException("the inventory service did not start");
            }
            if (line.startsWith(Inventory.PORT)) {
                String[] words = line.split(" ");
                run.ports.put(words[1], Integer.valueOf(words[2]));
            } else {
                page.log(line);
            }
        }
    }

    private void runOrders() throws IOException, InterruptedException {
        Path events = Files.createTempFile(eventsFolder, column.name.replace(' ', '-'), ".jsonl");
        List<String> jvmOptions = new ArrayList<>();
        if (column.agentOptions != null) {
            String options = column.agentOptions.isEmpty() ? "" : column.agentOptions + ",";
            jvmOptions.add("-javaagent:" + agentJar.getPath() + "=" + options + "events=" + events);
        }
        List<String> args = new ArrayList<>();
        run.ports.forEach((step, port) -> args.add(step + "=" + port));
        try (ChildJvm orders = ChildJvm.start(jvmOptions, Orders.class, args)) {
            readOrders(orders);
            int code = orders.exitCode();
            if (code != 0) {
                run.problems.add(column.name + ": the application ended with exit code " + code);
            }
            readEvents(events);
        }
    }

    private void readOrders(ChildJvm orders) throws IOException {
        Map<String, String> titles = new HashMap<>();
        Step.ALL.forEach(step -> titles.put(step.key(), step.title()));
        String current = "";
        int number = 0;
        for (String line = orders.readLine(); line != null; line = orders.readLine()) {
            if (line.startsWith(Orders.STEP)) {
                current = line.substring(Orders.STEP.length());
                page.step(++number, titles.getOrDefault(current, current));
            } else if (line.startsWith(Orders.SAW)) {
                run.saw.put(current, line.substring(Orders.SAW.length()));
                if (number == titles.size()) {
                    page.atExit();
                }
            } else {
                page.log(line);
                AgentEvent event = AgentEvent.parse(line);
                if (event != null) {
                    logged.add(event);
                }
            }
        }
    }

    /** The events file is complete, where the log leaves out what is above its rate; but it may be missing. */
    private void readEvents(Path file) throws IOException {
        for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
            AgentEvent event = AgentEvent.parse(line);
            if (event != null) {
                run.events.add(event);
            }
        }
        if (run.events.isEmpty()) {
            run.events.addAll(logged);
        }
    }

    private void readReceived(ChildJvm inventory) throws IOException {
        inventory.endInput();
        for (String line = inventory.readLine(); line != null; line = inventory.readLine()) {
            if (line.startsWith(Inventory.RECEIVED)) {
                String[] words = line.split(" ", 3);
                run.received.put(words[1], Received.parse(words[2]));
            } else {
                page.log(line);
            }
        }
    }
}
