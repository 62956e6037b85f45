package io.resetguard.it.sweep;

/**
 * A request that failed for the application.
 *
 * @param path of the request
 * @param epochMillis when
 * @param error the exception
 */
record Failure(String path, long epochMillis, String error) {
    static Failure parse(String line) {
        String[] words = line.split(" ", 4);
        return new Failure(words[1], Long.parseLong(words[2]), words[3]);
    }
}
