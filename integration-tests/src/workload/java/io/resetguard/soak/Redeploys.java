package io.resetguard.soak;

import java.io.File;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Web applications that come and go: each has its own copy of the clients' classes, and sends some requests. */
final class Redeploys {
    private final List<String> origins;
    private final List<WeakReference<ClassLoader>> loaders = new ArrayList<WeakReference<ClassLoader>>();
    private int deployed;

    Redeploys(List<String> origins) {
        this.origins = origins;
    }

    /** Deploys one, has it send, and forgets it. */
    void one(long seed) {
        int number = ++deployed;
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new OwnFirst()) {
            synchronized (loaders) {
                loaders.add(new WeakReference<ClassLoader>(loader));
            }
            thread.setContextClassLoader(loader);
            loader.loadClass(WebApplication.class.getName())
                    .asSubclass(Runnable.class)
                    .getConstructor(int.class, List.class, long.class)
                    .newInstance(number, origins, seed)
                    .run();
        } catch (IOException | ReflectiveOperationException | LinkageError e) {
            System.out.println("violation not deployed: " + e);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    int deployed() {
        return deployed;
    }

    /** How many class loaders of them are still there. */
    int alive() {
        int alive = 0;
        synchronized (loaders) {
            for (WeakReference<ClassLoader> loader : loaders) {
                alive += loader.get() == null ? 0 : 1;
            }
        }
        return alive;
    }

    /** As a servlet container's: an application's own classes go before those of the container. */
    private static final class OwnFirst extends URLClassLoader {
        private static final String OWN = "io.resetguard.soak.";

        OwnFirst() throws MalformedURLException {
            super(classPath(), OwnFirst.class.getClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<URL>();
            for (String path : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(new File(path).toURI().toURL());
            }
            return urls.toArray(new URL[0]);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                @Nullable Class<?> known = findLoadedClass(name);
                if (known == null && name.startsWith(OWN)) {
                    return findClass(name);
                }
                return known != null ? known : super.loadClass(name, resolve);
            }
        }
    }
}
