package io.resetguard.workload.harmless;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;

/** Uses something very often, and says whether anything is left of it. */
public final class LeakApp {
    private static final int ABANDONED = 100;
    private static final int FAILING_ORIGINS = 300;

    private LeakApp() {}

    /** {@code exchanges N}, {@code origins N}, {@code retries N}, {@code abandoned URL...} or {@code loaders URL}. */
    public static void main(String[] arguments) throws Exception {
        if (arguments[0].equals("exchanges")) {
            exchanges(Integer.parseInt(arguments[1]));
        } else if (arguments[0].equals("origins")) {
            origins(Integer.parseInt(arguments[1]));
        } else if (arguments[0].equals("retries")) {
            retries(Integer.parseInt(arguments[1]));
        } else if (arguments[0].equals("abandoned")) {
            for (int i = 1; i < arguments.length; i++) {
                abandoned(arguments[i]);
            }
        } else {
            loaders(arguments[1]);
        }
    }

    /** One in ten with {@code java.net.http}, which is slower. */
    private static void exchanges(int count) throws Exception {
        String url = "http://127.0.0.1:" + MiniServer.start().port() + "/";
        exchanges(url, count / 10);
        state("begin");
        exchanges(url, count - count / 10);
        state("end");
    }

    private static void exchanges(String url, int count) throws Exception {
        for (int i = 0; i < count; i++) {
            String answer = i % 10 == 0 ? QuietApp.askModern(url) : QuietApp.ask(url);
            if (!answer.equals("200 2") && !answer.equals("not here")) {
                throw new IllegalStateException(answer);
            }
        }
    }

    /** Each an address of its own, that resets. */
    private static void origins(int count) throws Exception {
        int port = MiniServer.start().port();
        for (int i = 0; i < count; i++) {
            if (i == count / 4) {
                state("begin");
            }
            String url = "http://127.1." + (i >> 8) + "." + (i & 0xff) + ":" + port + "/x";
            QuietApp.ask(url);
            QuietApp.askModern(url);
        }
        state("end");
    }

    /** With both clients, in turns: a retry that is answered, one that fails, and a request that is given up. */
    private static void retries(int count) throws Exception {
        MiniServer server = MiniServer.start();
        String url = "http://127.0.0.1:" + server.port() + "/";
        Class<?> modern = Class.forName("io.resetguard.workload.harmless.ModernAsk");
        for (int i = 0; i < count; i++) {
            if (i == count / 4) {
                state("begin");
            }
            // Origins of their own, for those whose retries fail get none for a while.
            int origin = i % FAILING_ORIGINS;
            String failing = "http://127.2." + (origin >> 8) + "." + (origin & 0xff) + ":" + server.port() + "/x";
            answered(QuietApp.ask(url + "t"));
            failed(QuietApp.ask(failing));
            answered(QuietApp.askModern(url));
            answered((String) modern.getMethod("put", String.class).invoke(null, url + "r"));
            failed(QuietApp.askModern(failing));
            modern.getMethod("cancel", String.class, Semaphore.class).invoke(null, url + "s", server.unanswered);
        }
        state("end");
    }

    private static void answered(String answer) {
        if (!answer.equals("200 2")) {
            throw new IllegalStateException(answer);
        }
    }

    private static void failed(String answer) {
        if (!answer.contains("Exception")) {
            throw new IllegalStateException(answer);
        }
    }

    /** Connections whose responses nobody reads and nobody closes. */
    private static void abandoned(String url) throws Exception {
        List<WeakReference<Object>> left = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < ABANDONED; i++) {
            HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection();
            InputStream in = connection.getInputStream();
            in.read();
            left.add(new WeakReference<Object>(connection));
            left.add(new WeakReference<Object>(in));
        }
        int there = await(left, 40);
        System.out.println(
                "abandoned " + url.replaceAll(":\\d+", "") + (there <= 6 ? " gone" : " still there: " + there));
        System.out.println("sockets " + (sockets() <= 10 ? "closed" : "open: " + sockets()));
    }

    /** Of an application that came and went, in a server. */
    private static void loaders(String url) throws Exception {
        List<WeakReference<Object>> left = new ArrayList<WeakReference<Object>>();
        for (int i = 0; i < 5; i++) {
            left.add(new WeakReference<Object>(application(url)));
        }
        // What is known of a connection that is gone goes with the next ones: of an application that stays.
        for (int i = 0; i < 20 && await(left, 1) > 0; i++) {
            QuietApp.ask(url);
        }
        int there = await(left, 40);
        System.out.println("loaders " + (there == 0 ? "gone" : "still there: " + there));
    }

    private static ClassLoader application(String url) throws Exception {
        String[] path = System.getProperty("java.class.path").split(File.pathSeparator);
        URL[] urls = new URL[path.length];
        for (int i = 0; i < path.length; i++) {
            urls[i] = new File(path[i]).toURI().toURL();
        }
        URLClassLoader loader =
                new URLClassLoader(urls, ClassLoader.getSystemClassLoader().getParent());
        Thread thread = new Thread(() -> {
            try {
                Class<?> app = Class.forName("io.resetguard.workload.harmless.QuietApp", true, loader);
                app.getMethod("main", String[].class);
                java.lang.reflect.Method ask = app.getDeclaredMethod("ask", String.class);
                ask.setAccessible(true);
                System.out.println(ask.invoke(null, url));
            } catch (ReflectiveOperationException e) {
                System.out.println(e);
            }
        });
        thread.setContextClassLoader(loader);
        thread.start();
        thread.join();
        loader.close();
        return loader;
    }

    private static int await(List<WeakReference<Object>> references, int rounds) throws InterruptedException {
        int left = references.size();
        for (int round = 0; round < rounds && left > 0; round++) {
            System.gc();
            System.runFinalization();
            Thread.sleep(50); // reference handlers have threads of their own, and no way to be waited for
            left = 0;
            for (WeakReference<Object> reference : references) {
                left += reference.get() == null ? 0 : 1;
            }
        }
        return left;
    }

    private static void state(String when) throws Exception {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 6; i++) {
            System.gc();
            System.runFinalization();
            Thread.sleep(100);
            Runtime runtime = Runtime.getRuntime();
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        int threads = Thread.getAllStackTraces().size();
        System.out.println(when + " kB=" + least / 1024 + " threads=" + threads + " sockets=" + sockets());
    }

    private static int sockets() throws IOException {
        int count = 0;
        File[] files = new File("/proc/self/fd").listFiles();
        for (File file : files == null ? new File[0] : files) {
            count += file.getCanonicalPath().contains("socket:") ? 1 : 0;
        }
        return count;
    }
}
