package io.resetguard.bench;

/**
 * One request with HttpURLConnection, so that hooks are in place; then loads the generated classes and prints how many
 * milliseconds that took.
 */
public final class ClassLoadingWorkload {

    private ClassLoadingWorkload() {}

    /** Arguments: how the generated classes' names begin, and how many there are. */
    public static void main(String[] arguments) throws Exception {
        new UrlConnectionRequester(new KeepAliveServer().url()).request();
        int count = Integer.parseInt(arguments[1]);
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            Class.forName(arguments[0] + i);
        }
        System.out.println((System.nanoTime() - start) / 1e6);
        // Not halt: an archive is written at exit.
        System.exit(0);
    }
}
