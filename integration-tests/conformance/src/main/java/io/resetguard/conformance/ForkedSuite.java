package io.resetguard.conformance;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** In a JVM of its own: runs test classes, and writes a line about each test, {@code id TAB status TAB failure}. */
final class ForkedSuite implements TestExecutionListener {
    private final PrintWriter out;

    private ForkedSuite(PrintWriter out) {
        this.out = out;
    }

    /** The file to write, and the test classes. */
    public static void main(String[] arguments) throws IOException {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(Arrays.stream(arguments)
                        .skip(1)
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .build();
        try (PrintWriter out = new PrintWriter(Path.of(arguments[0]).toFile(), StandardCharsets.UTF_8)) {
            LauncherFactory.create().execute(request, new ForkedSuite(out));
        }
        System.exit(0); // servers of the tests may have left threads behind
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
        out.println(id(test) + "\tskipped\t");
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        // Of what is no test, only failures: a class that could not be set up.
        if (test.isTest() || result.getStatus() == TestExecutionResult.Status.FAILED) {
            String failure = result.getThrowable().map(String::valueOf).orElse("");
            out.println(id(test) + "\t" + result.getStatus() + "\t" + failure.replaceAll("\\s+", " "));
        }
    }

    private static String id(TestIdentifier test) {
        return test.getUniqueId().replaceAll("\\[(engine|runner):[^/]*/", "").replaceAll("\\s", " ");
    }
}
