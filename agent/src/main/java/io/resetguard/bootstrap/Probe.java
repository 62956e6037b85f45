package io.resetguard.bootstrap;

import org.jspecify.annotations.Nullable;

/**
 * The door that stands open before a client is used: the hooks of the triggers call it, and it installs the hooks of
 * that client, once.
 *
 * <p>This package lives in the boot loader, for the JDK's own classes call it. It names types of java.base only.
 */
public final class Probe {

    /** Installs the hooks of one client on its first use. */
    public abstract static class Installer {
        /** Any thread, before the first use of the client; more than once and from several threads at a time. */
        protected abstract void firstUse();
    }

    private static volatile @Nullable Installer urlConnection;
    private static volatile @Nullable Installer httpClient;

    private Probe() {}

    /** Who installs the hooks of {@code HttpURLConnection}; {@code null} once there is nothing more to install. */
    public static void urlConnectionInstaller(@Nullable Installer installer) {
        urlConnection = installer;
    }

    /** Who installs the hooks of {@code HttpClient}; {@code null} once there is nothing more to install. */
    public static void httpClientInstaller(@Nullable Installer installer) {
        httpClient = installer;
    }

    /** Hooked into the JDK's http and https handlers: an {@code HttpURLConnection} is about to be made. */
    public static void urlConnectionUse() {
        Installer installer = urlConnection;
        if (installer != null) {
            try {
                installer.firstUse();
            } catch (Throwable fault) {
                AgentLog.suppressed("installing the HttpURLConnection hooks", fault);
            }
        }
    }

    /** Hooked into {@code sun.net.NetProperties}: {@code java.net.http} asks for its settings before its first use. */
    public static void netProperty(@Nullable String key) {
        if (httpClient != null && key != null && key.startsWith("jdk.httpclient.")) {
            httpClientUse();
        }
    }

    /** A {@code HttpClient} is about to be used. */
    public static void httpClientUse() {
        Installer installer = httpClient;
        if (installer != null) {
            try {
                installer.firstUse();
            } catch (Throwable fault) {
                AgentLog.suppressed("installing the HttpClient hooks", fault);
            }
        }
    }
}
