package io.resetguard.workload.telling;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Starts its logging before, after or without a request that fails. SLF4J and Spring by reflection, so that one class runs
 * with every release of them, and where there is none.
 */
public final class TellingApp {
    private static final String[] QUIET = {"--spring.main.banner-mode=off", "--spring.main.web-application-type=none"};

    private TellingApp() {}

    /** The URL, then the steps: {@code slf4j}, {@code spring}, {@code mdc}, {@code request}, {@code httpclient}, {@code stdin}. */
    public static void main(String[] arguments) throws Exception {
        for (int i = 1; i < arguments.length; i++) {
            step(arguments[i], arguments[0]);
            System.out.println("step " + arguments[i]);
        }
        System.out.println("done");
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
