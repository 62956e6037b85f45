package io.resetguard.workload.conform;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Does one thing after the other, and prints a line about each: its name, and what it came to. A line is the same in every
 * run against the same servers, as long as the clients do the same.
 */
public final class Exercises {
    /** An exercise. */
    public interface Act {
        /** What it comes to; a failure is a result too. */
        Object act(Place place) throws Exception;
    }

    private final Map<String, String> arguments = new HashMap<>();

    /** Arguments are {@code key=value}: servers' URLs and {@code host:port}s, and a folder. */
    public Exercises(String... keysAndValues) {
        for (String argument : keysAndValues) {
            int at = argument.indexOf('=');
            arguments.put(argument.substring(0, at), argument.substring(at + 1));
        }
    }

    /** Whether this argument was given. */
    public boolean has(String key) {
        return arguments.containsKey(key);
    }

    /** Does it and says what it came to, with the whole chain of causes. */
    public void say(String name, Act act) {
        say(name, Integer.MAX_VALUE, act);
    }

    /** The same, where causes deeper than so many are a matter of which thread of the JDK's is first. */
    public void say(String name, int depth, Act act) {
        String said;
        try {
            said = String.valueOf(act.act(new Place(name, arguments)));
        } catch (Exception | Error e) {
            said = chain(e, depth);
        }
        System.out.println(name + ": " + line(said));
    }

    /** The failure and its causes, down to so many. */
    public static String chain(Throwable failure, int depth) {
        StringBuilder chain = new StringBuilder();
        int left = Math.min(depth, 10);
        for (Throwable next = failure; next != null && left > 0; next = next.getCause(), left--) {
            chain.append(chain.length() == 0 ? "" : " <- ").append(next);
            chain.append(next.getSuppressed().length == 0 ? "" : " (" + next.getSuppressed().length + " suppressed)");
        }
        return chain.toString();
    }

    /** Waits for something that has to come. */
    public static boolean comes(java.util.concurrent.CountDownLatch latch) throws InterruptedException {
        return latch.await(20, TimeUnit.SECONDS);
    }

    /** On one line, without what two runs of a JVM never have in common: identities and numbers. */
    private static String line(String said) {
        return said.replaceAll("@[0-9a-f]{4,8}\\b", "@")
                .replaceAll("(HttpClientImpl|SocketTube)\\((tcp:)?\\d+\\)", "$1")
                .replaceAll("\\[(HttpClient-\\d+-Worker-\\d+|main)]", "[thread]")
                .replace("\r", "\\r")
                .replace("\n", "\\n");
    }
}
