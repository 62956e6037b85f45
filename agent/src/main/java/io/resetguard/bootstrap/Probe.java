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

    /** Says who installs the hooks of each client; {@code null} where there is nothing (more) to install. */
    public static void installers(@Nullable Installer urlConnection, @Nullable Installer httpClient) {
        Probe.urlConnection = urlConnection;
        Probe.httpClient = httpClient;
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

    /** Hooked into {@code java.net.http.HttpClient}: a client is about to be built. */
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

    /** The hooks of {@code HttpURLConnection} are in place. */
    public static void urlConnectionInstalled() {
        urlConnection = null;
    }

    /** The hooks of {@code HttpClient} are in place. */
    public static void httpClientInstalled() {
        httpClient = null;
    }
}
