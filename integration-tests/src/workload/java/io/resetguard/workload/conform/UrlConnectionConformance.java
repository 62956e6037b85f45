package io.resetguard.workload.conform;

/** The whole public API of {@link java.net.HttpURLConnection}, a line for each exercise. */
public final class UrlConnectionConformance {
    private UrlConnectionConformance() {}

    /** Arguments as {@link Exercises} takes them. */
    public static void main(String[] arguments) {
        Exercises exercises = new Exercises(arguments);
        UrlConnectionRequests.all(exercises);
        UrlConnectionAnswers.all(exercises);
        UrlConnectionSurroundings.all(exercises);
        UrlConnectionHttps.all(exercises);
        UrlConnectionHandlers.all(exercises);
    }
}
