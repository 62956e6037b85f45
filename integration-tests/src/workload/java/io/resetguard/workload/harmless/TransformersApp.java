package io.resetguard.workload.harmless;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/**
 * Counts the class file transformers that are registered, before and after a request. It finds the JVM's list of them
 * in the first {@code java.lang.instrument.Instrumentation} that an agent kept in a field or handed on to one; the
 * package {@code sun.instrument} has to be open.
 */
public final class TransformersApp {
    private TransformersApp() {}

    public static void main(String[] arguments) throws Exception {
        Object instrumentation = instrumentation();
        System.out.println("transformers before: " + transformers(instrumentation));
        System.out.println("status " + QuietApp.ask(arguments[0]).split(" ")[0]);
        QuietApp.askModern(arguments[0]);
        System.out.println("transformers after: " + transformers(instrumentation));
    }

    /** Through the bridge: the installer that waits for the first use leads to everything else. */
    private static Object instrumentation() throws Exception {
        Class<?> probe = Class.forName("io.resetguard.bootstrap.Probe", true, null);
        Field installer = probe.getDeclaredField("urlConnection");
        installer.setAccessible(true);
        Object found = search(installer.get(null), 6);
        if (found == null) {
            throw new IllegalStateException("no Instrumentation behind " + installer);
        }
        return found;
    }

    private static @Nullable Object search(@Nullable Object from, int depth) throws IllegalAccessException {
        if (from == null || depth == 0 || from instanceof java.lang.instrument.Instrumentation) {
            return from instanceof java.lang.instrument.Instrumentation ? from : null;
        }
        if (!from.getClass().getName().startsWith("io.resetguard.")) {
            return null;
        }
        for (Field field : from.getClass().getDeclaredFields()) {
            if (!field.getType().isPrimitive() && !Modifier.isStatic(field.getModifiers())) {
                field.setAccessible(true);
                Object found = search(field.get(from), depth - 1);
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    private static int transformers(Object instrumentation) throws Exception {
        int count = 0;
        for (Field field : instrumentation.getClass().getDeclaredFields()) {
            field.setAccessible(true);
            @Nullable
            Object manager =
                    field.getType().getSimpleName().equals("TransformerManager") ? field.get(instrumentation) : null;
            if (manager != null) {
                Field list = manager.getClass().getDeclaredField("mTransformerList");
                list.setAccessible(true);
                count += Array.getLength(list.get(manager));
            }
        }
        return count;
    }
}
