package io.resetguard.event;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens the package of a class in a named module to the agent; reflective, because Java 8 has no modules. */
final class PackageOpener {
    private final @Nullable Instrumentation instrumentation;

    PackageOpener(@Nullable Instrumentation instrumentation) {
        this.instrumentation = instrumentation;
    }

    /** Does nothing where there are no modules, or the class is in none. */
    void open(Class<?> type) throws ReflectiveOperationException {
        Method getModule;
        try {
            getModule = Class.class.getMethod("getModule");
        } catch (NoSuchMethodException java8) {
            return;
        }
        Object module = getModule.invoke(type);
        boolean named = (Boolean) module.getClass().getMethod("isNamed").invoke(module);
        if (!named || instrumentation == null) {
            return;
        }
        String name = type.getName();
        String itsPackage = name.substring(0, name.lastIndexOf('.'));
        Object ours = getModule.invoke(PackageOpener.class);
        Map<String, Set<Object>> opens = Collections.singletonMap(itsPackage, Collections.singleton(ours));
        Instrumentation.class
                .getMethod("redefineModule", module.getClass(), Set.class, Map.class, Map.class, Set.class, Map.class)
                .invoke(
                        instrumentation,
                        module,
                        Collections.emptySet(),
                        Collections.emptyMap(),
                        opens,
                        Collections.emptySet(),
                        Collections.emptyMap());
    }
}
