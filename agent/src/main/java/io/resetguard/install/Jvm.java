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
        modules.letReadBridge(instrumentation, "java.base");
        if (urlConnection != null) {
            Probe.urlConnectionInstaller(new FirstUse(urlConnection));
            lines.addAll(new DoorInstaller(instrumentation, Door.ofUrlConnection()).install());
        }
        if (httpClient != null) {
            Probe.httpClientInstaller(new FirstUse(httpClient));
            lines.addAll(new DoorInstaller(instrumentation, Door.ofHttpClient()).install());
        }
        return lines;
    }

    /** Installs a table; gives back a line for each row that this JDK does not have, without those of {@code optional}. */
    public List<String> install(List<Hook> table, boolean inPlatformLoader, List<Hook> optional) {
        if (inPlatformLoader) {
            modules.letReadBridge(instrumentation, "java.net.http");
        }
        HookInstaller installer =
                new HookInstaller(instrumentation, inPlatformLoader ? modules.platformLoader() : null, table);
        List<Hook> missing = installer.install();
        List<String> lines = new ArrayList<>();
        List<Hook> unknown = new ArrayList<>();
        for (Hook hook : missing) {
            if (!isAmong(optional, hook)) {
                unknown.add(hook);
            }
        }
        Lost.tell(unknown, installer.failures(), lines);
        return lines;
    }

    private static boolean isAmong(List<Hook> optional, Hook hook) {
        for (Hook known : optional) {
            if (known.toString().equals(hook.toString())) {
                return true;
            }
        }
        return false;
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
