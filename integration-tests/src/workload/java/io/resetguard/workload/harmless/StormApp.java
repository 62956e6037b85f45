package io.resetguard.workload.harmless;

import java.util.concurrent.CountDownLatch;

/** Client, URL, requests: so many of each of four threads, as fast as they fail. */
public final class StormApp {
    private static final int THREADS = 4;

    private StormApp() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch done = new CountDownLatch(THREADS);
        for (int i = 0; i < THREADS; i++) {
            new Thread(() -> {
                        ask(arguments[0], arguments[1], Integer.parseInt(arguments[2]));
                        done.countDown();
                    })
                    .start();
        }
        done.await();
        System.exit(0);
    }

    private static void ask(String client, String url, int requests) {
        for (int i = 0; i < requests; i++) {
            try {
                if (client.equals("HttpClient")) {
                    QuietApp.askModern(url);
                } else {
                    QuietApp.ask(url);
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
