package io.resetguard.install;

import io.resetguard.bootstrap.Probe;
import io.resetguard.instrument.Door;
import io.resetguard.instrument.Hook;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The JVM, prepared: the bridge in the boot loader, triggers in the doors of the clients, hooks on their first use. */
public final class Jvm {

    private final Instrumentation instrumentation;
    private final JdkModules modules;
    private final int feature;

    private Jvm(Instrumentation instrumentation, JdkModules modules, int feature) {
        this.instrumentation = instrumentation;
        this.modules = modules;
        this.feature = feature;
    }

    /** To be called once the bridge is in the boot loader, and not before: this class names it. */
    public static Jvm with(Instrumentation instrumentation, JdkModules modules) {
        return new Jvm(instrumentation, modules, BootRoom.featureRelease());
    }

    /** The JDK's feature release: 8, 11, 17 and so on. */
    public int feature() {
        return feature;
    }

    /**
     * What is to be done at the first use of each client; {@code null}: that client is not watched. Gives back a line for
     * each door that this JDK does not have.
     */
    public List<String> onFirstUse(@Nullable Runnable urlConnection, @Nullable Runnable httpClient) {
        List<String> lines = new ArrayList<>(0);
        if (urlConnection != null) {
            Probe.urlConnectionInstaller(new FirstUse(urlConnection));
            lines.addAll(new DoorInstaller(instrumentation, modules, Door.ofUrlConnection()).install());
        }
        if (httpClient != null) {
            Probe.httpClientInstaller(new FirstUse(httpClient));
            lines.addAll(new DoorInstaller(instrumentation, modules, Door.ofHttpClient()).install());
        }
        return lines;
    }

    /** Installs the rows of a table that are for this JDK; gives back lines about those that it has not after all. */
    public List<String> install(List<Hook> table, boolean inPlatformLoader) {
        modules.letReadBridge(instrumentation, inPlatformLoader ? "java.net.http" : "java.base");
        List<Hook> rows = new ArrayList<>(table.size());
        for (Hook hook : table) {
            if (hook.isFor(feature)) {
                rows.add(hook);
            }
        }
        HookInstaller installer =
                new HookInstaller(instrumentation, inPlatformLoader ? modules.platformLoader() : null, rows);
        List<String> lines = new ArrayList<>();
        Lost.tell(installer.install(), installer.failures(), lines);
        return lines;
    }

    /** Opens packages of the module of the named class, for facts that are looked up once something went wrong. */
    public void open(String className, boolean inPlatformLoader, String... packages) throws ClassNotFoundException {
        ClassLoader loader = inPlatformLoader ? modules.platformLoader() : null;
        modules.open(instrumentation, Class.forName(className, false, loader), packages);
    }

    /** Does this JVM have {@code java.net.http}? */
    public boolean hasHttpClient() {
        if (feature < 11) {
            return false;
        }
        try {
            Class.forName("java.net.http.HttpClient", false, modules.platformLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
