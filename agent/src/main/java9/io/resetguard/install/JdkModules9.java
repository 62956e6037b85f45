package io.resetguard.install;

import io.resetguard.bootstrap.Probe;
import java.lang.instrument.Instrumentation;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import jdk.internal.misc.Unsafe;

/** JDK 9 and later. Loaded by name, and only there. */
final class JdkModules9 implements JdkModules {

    private boolean unsafeExported;

    @Override
    public void define(Instrumentation instrumentation, String name, byte[] classFile) {
        if (!unsafeExported) {
            // java.base keeps jdk.internal.misc to itself; this exports it to our module and nobody else.
            instrumentation.redefineModule(
                    Object.class.getModule(),
                    Set.of(),
                    Map.of("jdk.internal.misc", Set.of(JdkModules9.class.getModule())),
                    Map.of(),
                    Set.of(),
                    Map.of());
            unsafeExported = true;
        }
        Unsafe.getUnsafe().defineClass(name, classFile, 0, classFile.length, null, null);
    }

    @Override
    public void open(Instrumentation instrumentation, Class<?> member, String... packages) {
        Map<String, Set<Module>> opens = new HashMap<>();
        for (String name : packages) {
            if (member.getModule().getPackages().contains(name)) {
                opens.put(name, Set.of(JdkModules9.class.getModule()));
            }
        }
        instrumentation.redefineModule(member.getModule(), Set.of(), Map.of(), opens, Set.of(), Map.of());
    }

    @Override
    public void letReadBridge(Instrumentation instrumentation, String moduleName) {
        Module reader = ModuleLayer.boot().findModule(moduleName).orElse(null);
        if (reader != null) {
            Set<Module> bridge = Set.of(Probe.class.getModule());
            instrumentation.redefineModule(reader, bridge, Map.of(), Map.of(), Set.of(), Map.of());
        }
    }

    @Override
    public ClassLoader platformLoader() {
        return ClassLoader.getPlatformClassLoader();
    }
}
