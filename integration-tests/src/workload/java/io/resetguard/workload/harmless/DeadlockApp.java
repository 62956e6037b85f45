package io.resetguard.workload.harmless;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** Does what waits for something that may wait for it: {@code URL scene}. Ends by itself, or is a deadlock. */
public final class DeadlockApp {
    private DeadlockApp() {}

    public static void main(String[] arguments) throws Exception {
        String url = arguments[0];
        String scene = arguments[1];
        if (scene.equals("exit-in-hook")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.out.println("in the hook " + QuietApp.ask(url));
                Thread exiting = new Thread(() -> System.exit(3));
                exiting.setDaemon(true);
                exiting.start();
            }));
        } else if (scene.equals("request-in-hook")) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                System.out.println("in the hook " + QuietApp.ask(url));
                System.out.println("and there " + ask(url));
            }));
        } else if (scene.equals("exit-in-request")) {
            exitInRequest(url);
        } else if (scene.equals("exit-while-told")) {
            exitWhileTold(url);
        } else if (scene.equals("stderr-asks")) {
            stderrAsks(url);
        } else if (scene.equals("both-at-once")) {
            bothAtOnce(url);
        } else {
            System.out.println("asked " + QuietApp.ask(url));
            System.out.println("asked " + ask(url));
        }
        System.out.println("end of main");
    }

    private static String ask(String url) {
        try {
            return QuietApp.askModern(url);
        } catch (ReflectiveOperationException e) {
            return String.valueOf(e.getCause());
        }
    }

    /** System.exit on the thread that carries a response, where there is one; else in a thread beside a request. */
    private static void exitInRequest(String url) throws Exception {
        try {
            Class.forName("io.resetguard.workload.harmless.ExitInCallback")
                    .getMethod("run", String.class)
                    .invoke(null, url);
        } catch (UnsupportedClassVersionError e) {
            new Thread(() -> System.exit(4)).start();
            QuietApp.ask(url);
            new CountDownLatch(1).await();
        }
    }

    /** The line is on its way into a stream that hangs. */
    private static void exitWhileTold(String url) throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        System.setErr(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        writing.countDown();
                        while (true) {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                System.out.println("interrupted");
                            }
                        }
                    }
                },
                true));
        System.out.println("asked " + QuietApp.ask(url));
        writing.await();
        System.exit(5);
    }

    /** As a log appender that posts its lines over HTTP, to the very server that resets. */
    private static void stderrAsks(String url) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        System.setErr(new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) {
                        write(new byte[] {(byte) b}, 0, 1);
                    }

                    @Override
                    public void write(byte[] bytes, int offset, int length) {
                        String answer = QuietApp.ask(url) + " " + ask(url);
                        if (asked.getCount() > 0) {
                            System.out.println("appender " + answer);
                        }
                        asked.countDown();
                    }
                },
                true));
        System.out.println("asked " + QuietApp.ask(url));
        asked.await();
    }

    /** Both clients for the first time, from many threads, some of them while a class is being initialised. */
    private static void bothAtOnce(String url) throws Exception {
        int count = 12;
        CountDownLatch ready = new CountDownLatch(count);
        CountDownLatch done = new CountDownLatch(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> {
                ready.countDown();
                try {
                    ready.await();
                } catch (InterruptedException e) {
                    return;
                }
                if (number % 3 == 0) {
                    InItsInitialiser.ask();
                } else if (number % 3 == 1) {
                    ask(url);
                } else {
                    QuietApp.ask(url);
                }
                done.countDown();
            });
            thread.setDaemon(true);
            InItsInitialiser.url = url;
            thread.start();
        }
        done.await();
        System.out.println("all done");
    }

    /** Holds its own class's lock while it asks. */
    static final class InItsInitialiser {
        static volatile String url = "";

        private InItsInitialiser() {}

        static void ask() {
            Asked.touch();
        }

        private static final class Asked {
            private static final String ANSWER = QuietApp.ask(url);

            static void touch() {
                if (ANSWER.isEmpty()) {
                    throw new IllegalStateException();
                }
            }
        }
    }
}
