package io.resetguard.workload.harmless;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * A class loader, not parallel-capable, that fetches classes of the package {@code remote.} over HTTP: the first use of
 * HttpURLConnection is inside {@code loadClass}, under its lock. It can be the system class loader
 * ({@code -Djava.system.class.loader}); {@link #main} uses it as one of its own.
 */
public final class NetLoader extends URLClassLoader {
    public NetLoader(ClassLoader parent) {
        super(new URL[0], parent);
    }

    /** A system class loader gets the agent's jar this way, or the JVM does not start (java.lang.instrument). */
    public void appendToClassPathForInstrumentation(String path) throws MalformedURLException {
        addURL(new File(path).toURI().toURL());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        String base = System.getProperty("netloader.url", "");
        if (base.isEmpty() || !name.startsWith("remote.")) {
            return super.findClass(name);
        }
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL(base + name.replace('.', '/') + ".class").openConnection();
            System.out.println("fetched " + name + ": " + connection.getResponseCode());
            try (InputStream in = connection.getInputStream()) {
                ByteArrayOutputStream all = new ByteArrayOutputStream();
                byte[] buffer = new byte[4096];
                for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
                    all.write(buffer, 0, read);
                }
                return defineClass(name, all.toByteArray(), 0, all.size());
            }
        } catch (IOException | ClassFormatError e) {
            throw new ClassNotFoundException(name, e);
        }
    }

    public static void main(String[] arguments) throws Exception {
        ClassLoader loader = arguments.length > 0
                ? new NetLoader(NetLoader.class.getClassLoader())
                : ClassLoader.getSystemClassLoader();
        Thread[] threads = new Thread[4];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> load(loader));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        System.out.println("loaded by " + loader.getClass().getName());
    }

    private static void load(ClassLoader loader) {
        try {
            loader.loadClass("remote.NoClassFile");
        } catch (ClassNotFoundException e) {
            // What the server has is no class file: it is the way there that matters.
            if (!(e.getCause() instanceof ClassFormatError)) {
                System.out.println("not loaded: " + e + " <- " + e.getCause());
            }
        }
    }
}
