package io.resetguard.conformance;

import feign.client.DefaultClientTest;
import io.resetguard.conformance.suites.AwsDefaultUrlConnectionTest;
import io.resetguard.conformance.suites.AwsUriNormalizationTest;
import io.resetguard.conformance.suites.AwsUrlConnectionTest;
import io.resetguard.conformance.suites.FeignHttpClientTest;
import io.resetguard.conformance.suites.MicrometerHttpClientTest;
import io.resetguard.conformance.suites.MicrometerUrlConnectionTest;
import java.util.List;

/**
 * A library's own tests of one of its clients.
 *
 * @param name of the library, and the property of the pom that has its version
 * @param client which of the JDK's clients is below it
 * @param classes the test classes
 */
record Suite(String name, String client, List<Class<?>> classes) {
    static final List<Suite> ALL = List.of(
            new Suite(
                    "aws",
                    "HttpURLConnection",
                    List.of(
                            AwsUrlConnectionTest.class,
                            AwsDefaultUrlConnectionTest.class,
                            AwsUriNormalizationTest.class)),
            new Suite("feign", "HttpURLConnection", List.of(DefaultClientTest.class)),
            new Suite("feign", "HttpClient", List.of(FeignHttpClientTest.class)),
            new Suite("micrometer", "HttpURLConnection", List.of(MicrometerUrlConnectionTest.class)),
            new Suite("micrometer", "HttpClient", List.of(MicrometerHttpClientTest.class)));

    /** As people know it, with the version of its tests. */
    String title() {
        String version = System.getProperty(name + ".version", "?");
        return switch (name) {
            case "aws" -> "AWS SDK for Java " + version + ", url-connection-client";
            case "feign" -> "OpenFeign " + version;
            case "micrometer" -> "Micrometer " + version;
            default -> name + " " + version;
        };
    }
}
