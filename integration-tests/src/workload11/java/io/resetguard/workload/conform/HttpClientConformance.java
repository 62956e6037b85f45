package io.resetguard.workload.conform;

/** The whole public API of {@link java.net.http}, a line for each exercise. */
public final class HttpClientConformance {
    private HttpClientConformance() {}

    /** Arguments as {@link Exercises} takes them. */
    public static void main(String[] arguments) {
        Exercises exercises = new Exercises(arguments);
        HttpClientHandlers.all(exercises);
        HttpClientPublishers.all(exercises);
        HttpClientCourses.all(exercises);
        HttpClientWays.all(exercises);
        HttpClientProtocols.all(exercises);
        WebSockets.all(exercises);
    }
}
