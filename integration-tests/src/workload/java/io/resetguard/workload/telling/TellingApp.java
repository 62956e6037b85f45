package io.resetguard.workload.telling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/**
 * Starts its logging before, after or without a request that fails. SLF4J and Spring by reflection, so that one class runs
 * with every release of them, and where there is none.
 */
public final class TellingApp {
    private static final String[] QUIET = {"--spring.main.banner-mode=off", "--spring.main.web-application-type=none"};

    private TellingApp() {}

    /**
     * The URL, then the steps: {@code slf4j}, {@code spring}, {@code mdc}, {@code stop} (of Logback), {@code request},
     * {@code httpclient}, {@code stdin}. Those after {@code atexit} are taken while the JVM goes down, when the agent has had
     * its own end.
     */
    public static void main(String[] arguments) throws Exception {
        List<String> steps = Arrays.asList(arguments).subList(1, arguments.length);
        int atExit = steps.indexOf("atexit");
        if (atExit >= 0) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                awaitEndOf("resetguard-exit");
                take(steps.subList(atExit + 1, steps.size()), arguments[0]);
            }));
        }
        take(steps.subList(0, atExit < 0 ? steps.size() : atExit), arguments[0]);
        System.out.println("done");
    }

    private static void take(List<String> steps, String url) {
        for (String step : steps) {
            try {
                step(step, url);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            System.out.println("step " + step);
        }
    }

    private static void awaitEndOf(String thread) {
        for (Thread each : Thread.getAllStackTraces().keySet()) {
            if (each.getName().equals(thread)) {
                try {
                    each.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static void step(String step, String url) throws Exception {
        ClassLoader loader = TellingApp.class.getClassLoader();
        if (step.equals("slf4j")) {
            Class<?> factory = Class.forName("org.slf4j.LoggerFactory", true, loader);
            factory.getMethod("getLogger", String.class).invoke(null, "app");
        } else if (step.equals("spring")) {
            Class<?> spring = Class.forName("org.springframework.boot.SpringApplication", true, loader);
            spring.getMethod("run", Class.class, String[].class).invoke(null, TellingApp.class, QUIET);
        } else if (step.equals("mdc")) {
            Class<?> mdc = Class.forName("org.slf4j.MDC", true, loader);
            mdc.getMethod("put", String.class, String.class).invoke(null, "user", "seven");
        } else if (step.equals("stop")) {
            Object logback = Class.forName("org.slf4j.LoggerFactory", true, loader)
                    .getMethod("getILoggerFactory")
                    .invoke(null);
            logback.getClass().getMethod("stop").invoke(logback);
        } else if (step.equals("request")) {
            request(url);
        } else if (step.equals("httpclient")) {
            Class<?> client = Class.forName("io.resetguard.workload.telling.HttpClientRequest", true, loader);
            ((Consumer<String>) client.getDeclaredConstructor().newInstance()).accept(url);
        } else if (step.equals("stdin")) {
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        } else {
            throw new IllegalArgumentException(step);
        }
    }

    private static void request(String url) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
        try {
            System.out.println("status " + connection.getResponseCode());
        } catch (IOException e) {
            System.out.println("failed " + e);
        }
    }
}
