package io.resetguard.install;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import org.jspecify.annotations.Nullable;

/** JDK 8: no modules, and {@code sun.misc.Unsafe} still defines classes. */
final class JdkModules8 implements JdkModules {

    @Override
    public void define(Instrumentation instrumentation, String name, byte[] classFile) throws Exception {
        Class<?> unsafeClass = Class.forName("sun.misc.Unsafe");
        Field theUnsafe = unsafeClass.getDeclaredField("theUnsafe");
        theUnsafe.setAccessible(true);
        Method defineClass = unsafeClass.getMethod(
                "defineClass",
                String.class,
                byte[].class,
                int.class,
                int.class,
                ClassLoader.class,
                ProtectionDomain.class);
        defineClass.invoke(theUnsafe.get(null), name, classFile, 0, classFile.length, null, null);
    }

    @Override
    public void open(Instrumentation instrumentation, Class<?> member, String... packages) {
        // Nothing is closed.
    }

    @Override
    public void letReadBridge(Instrumentation instrumentation, String moduleName) {
        // There are no modules.
    }

    @Override
    public @Nullable ClassLoader platformLoader() {
        return null;
    }
}
