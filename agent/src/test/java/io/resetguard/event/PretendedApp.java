package io.resetguard.event;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A web application with an SLF4J 2.x and a back end of its own, like those below a servlet container. */
final class PretendedApp extends URLClassLoader {
    private static final String SERVICE = "META-INF/services/org.slf4j.spi.SLF4JServiceProvider";

    private final boolean hasBackEnd;

    PretendedApp(boolean hasBackEnd) {
        super(
                new URL[] {location(org.slf4j.LoggerFactory.class), location(RecordingProvider.class)},
                ClassLoader.getPlatformClassLoader());
        this.hasBackEnd = hasBackEnd;
    }

    private static URL location(Class<?> type) {
        return type.getProtectionDomain().getCodeSource().getLocation();
    }

    /** Loads and initialises a class of this application. */
    Class<?> use(String name) throws ReflectiveOperationException {
        return Class.forName(name, true, this);
    }

    /** What an application does first. */
    void startLogging() throws ReflectiveOperationException {
        use(LoggerFactories.NAME).getMethod("getLogger", String.class).invoke(null, "app");
    }

    void putMdc(String key, String value) throws ReflectiveOperationException {
        use("org.slf4j.MDC").getMethod("put", String.class, String.class).invoke(null, key, value);
    }

    @SuppressWarnings("unchecked")
    List<String> lines() throws ReflectiveOperationException {
        return (List<String>)
                use(RecordingProvider.class.getName()).getField("LINES").get(null);
    }

    void set(boolean enabled, boolean started) throws ReflectiveOperationException {
        Class<?> provider = use(RecordingProvider.class.getName());
        provider.getField("enabled").setBoolean(null, enabled);
        provider.getField("started").setBoolean(null, started);
    }

    void fail(RuntimeException fault) throws ReflectiveOperationException {
        use(RecordingProvider.class.getName()).getField("fault").set(null, fault);
    }

    @Override
    public Enumeration<URL> findResources(String name) throws IOException {
        if (!name.equals(SERVICE) || !hasBackEnd) {
            return super.findResources(name);
        }
        return Collections.enumeration(List.of(new URL(null, "memory:" + name, new InMemory())));
    }

    private static final class InMemory extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new ByteArrayInputStream(
                            RecordingProvider.class.getName().getBytes(StandardCharsets.UTF_8));
                }
            };
        }
    }

    /** Sees what a test says was loaded. */
    static final class Loaded implements LoggerFactories {
        private @Nullable ClassLoader loader;
        int looks;

        void by(ClassLoader loader) {
            this.loader = loader;
        }

        @Override
        public @Nullable Class<?> initiatedBy(ClassLoader asked) {
            looks++;
            return asked == loader ? onlyOne() : null;
        }

        @Override
        public @Nullable Class<?> onlyOne() {
            try {
                return loader == null ? null : Class.forName(NAME, false, loader);
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
