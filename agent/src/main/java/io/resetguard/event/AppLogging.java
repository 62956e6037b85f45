package io.resetguard.event;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the SLF4J that a thread's class loader uses, if the application has loaded it; remembers it weakly, so that a web
 * application can go. Any thread.
 */
final class AppLogging {
    private static final long LEAST_INTERVAL_NANOS = 250_000_000L;
    private static final long MOST_INTERVAL_NANOS = 30_000_000_000L;
    private static final String RESOURCE = "org/slf4j/LoggerFactory.class";

    private final LoggerFactories factories;
    private final PackageOpener opener;
    private final LongSupplier nanoClock;
    private final Loggers loggers = new Loggers();
    private final Map<ClassLoader, Asked> asked = new WeakHashMap<>();
    private final Asked askedByNobody;

    AppLogging(LoggerFactories factories, PackageOpener opener, LongSupplier nanoClock) {
        this.factories = factories;
        this.opener = opener;
        this.nanoClock = nanoClock;
        this.askedByNobody = new Asked(nanoClock.getAsLong());
    }

    /**
     * The SLF4J loaded for this loader, or null. Not its own but the only one in the JVM counts too, where it lies below
     * the loader: so does a Spring Boot executable jar's, seen from a thread of the common pool.
     *
     * @param loader null: unknown
     * @param deep whether to go through every class of the JVM; for the writer's thread
     */
    @Nullable
    AppLogger loaded(@Nullable ClassLoader loader, boolean deep) {
        Asked state = asked(loader);
        Class<?> factory = state.factory.get();
        if (factory == null && state.mayLook(nanoClock.getAsLong(), deep)) {
            factory = loader == null ? null : factories.initiatedBy(loader);
            if (factory == null && deep) {
                factory = factories.onlyOne();
                factory = factory != null && isAbove(loader, factory.getClassLoader()) ? factory : null;
            }
            if (factory != null) {
                state.factory = new WeakReference<>(factory);
            }
        }
        return factory == null ? null : loggers.get(factory).logger;
    }

    /** Whether the application could still load one: it has SLF4J, and has not been watched for long. Writer's thread. */
    boolean couldCome(@Nullable ClassLoader loader, long waitNanos) {
        Asked state = asked(loader);
        if (loader == null || nanoClock.getAsLong() - state.sinceNanos >= waitNanos) {
            return false;
        }
        if (state.visible == null) {
            state.visible = isVisible(loader);
        }
        return state.visible;
    }

    private static boolean isVisible(ClassLoader loader) {
        try {
            return loader.getResource(RESOURCE) != null;
        } catch (RuntimeException | LinkageError gone) {
            // One that was closed at this moment, or refuses: nothing is going to be loaded by it.
            return false;
        }
    }

    private Asked asked(@Nullable ClassLoader loader) {
        if (loader == null) {
            return askedByNobody;
        }
        synchronized (asked) {
            Asked state = asked.get(loader);
            if (state == null) {
                state = new Asked(nanoClock.getAsLong());
                asked.put(loader, state);
            }
            return state;
        }
    }

    private static boolean isAbove(@Nullable ClassLoader loader, @Nullable ClassLoader other) {
        for (ClassLoader below = other; below != null; below = below.getParent()) {
            if (below == loader) {
                return true;
            }
        }
        return loader == null;
    }

    /** What is known for one class loader; holds nothing of it. */
    private static final class Asked {
        final long sinceNanos;
        volatile WeakReference<@Nullable Class<?>> factory = new WeakReference<>(null);
        volatile @Nullable Boolean visible;
        private @Nullable Long lookedNanos;
        private @Nullable Long lookedDeepNanos;

        Asked(long nowNanos) {
            this.sinceNanos = nowNanos;
        }

        /** Often while the application starts, seldom in one that goes without: a look takes milliseconds. */
        synchronized boolean mayLook(long nowNanos, boolean deep) {
            Long last = deep ? lookedDeepNanos : lookedNanos;
            long intervalNanos =
                    Math.min(Math.max((nowNanos - sinceNanos) / 4, LEAST_INTERVAL_NANOS), MOST_INTERVAL_NANOS);
            if (last != null && nowNanos - last < intervalNanos) {
                return false;
            }
            lookedNanos = nowNanos;
            lookedDeepNanos = deep ? Long.valueOf(nowNanos) : lookedDeepNanos;
            return true;
        }
    }

    /** Kept by the class itself, since it refers to it: a weak map of ours would keep both. */
    private final class Loggers extends ClassValue<Known> {
        @Override
        protected Known computeValue(Class<?> factory) {
            try {
                Field state = factory.getDeclaredField("INITIALIZATION_STATE");
                opener.open(factory);
                state.setAccessible(true);
                return new Known(new AppLogger(factory, state, nanoClock.getAsLong()));
            } catch (ReflectiveOperationException | RuntimeException e) {
                // A LoggerFactory of another make: the lines go to stderr.
                return new Known(null);
            }
        }
    }

    /** A ClassValue may hold null, but says nothing of it to the checker. */
    private static final class Known {
        final @Nullable AppLogger logger;

        Known(@Nullable AppLogger logger) {
            this.logger = logger;
        }
    }
}
