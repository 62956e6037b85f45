package io.resetguard.install;

import io.resetguard.instrument.Door;
import io.resetguard.instrument.Hook;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hooks the doors while their classes are loaded, which this does itself, and leaves no transformer behind. On the way
 * to {@code main}: loads little.
 */
final class DoorInstaller implements ClassFileTransformer {

    private final Instrumentation instrumentation;
    private final JdkModules modules;
    private final Door[] doors;
    private final boolean[] hooked;

    DoorInstaller(Instrumentation instrumentation, JdkModules modules, Door[] doors) {
        this.instrumentation = instrumentation;
        this.modules = modules;
        this.doors = doors;
        this.hooked = new boolean[doors.length];
    }

    /** Gives back a line for each door that could not be hooked. Throws nothing: main is to come. */
    List<String> install() {
        List<String> lines = new ArrayList<>(0);
        try {
            load();
            List<Hook> left = null;
            for (int i = 0; i < doors.length; i++) {
                if (!hooked[i]) {
                    left = left == null ? new ArrayList<>() : left;
                    left.add(doors[i].asHook());
                }
            }
            if (left != null) {
                // Loaded before the agent came, or of a shape that only the full engine takes. The JVM lets java.base
                // read the bridge by itself where a class is transformed while it is loaded, but not here.
                modules.letReadBridge(instrumentation, "java.base");
                HookInstaller engine = new HookInstaller(instrumentation, null, left);
                Lost.tell(engine.install(), engine.failures(), lines);
            }
        } catch (Throwable e) {
            lines.add("the client behind " + doors[0].className().replace('/', '.') + " is not watched: " + e);
        }
        return lines;
    }

    private void load() {
        instrumentation.addTransformer(this, false);
        try {
            for (Door door : doors) {
                try {
                    Class.forName(door.className().replace('/', '.'), false, null);
                } catch (ClassNotFoundException | LinkageError absent) {
                    // The full engine finds it absent too, and says so.
                }
            }
        } finally {
            instrumentation.removeTransformer(this);
        }
    }

    @Override
    public byte @Nullable [] transform(
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        if (loader != null || name == null || redefined != null) {
            return null;
        }
        for (int i = 0; i < doors.length; i++) {
            if (doors[i].className().equals(name)) {
                try {
                    byte[] open = DoorWriter.write(classFile, doors[i]);
                    hooked[i] = true;
                    return open;
                } catch (Throwable unknownShape) {
                    return null;
                }
            }
        }
        return null;
    }
}
