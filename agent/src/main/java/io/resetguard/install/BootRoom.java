package io.resetguard.install;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.net.URL;
import java.net.URLDecoder;
import java.security.CodeSource;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Brings the bridge into the boot loader: the classes of {@code io.resetguard.bootstrap}, which the jar carries under
 * names that no class loader looks for.
 */
public final class BootRoom {

    /** Superclasses and nested classes first. */
    static final String[] CLASSES = {
        "AgentLog",
        "Wire$Ending",
        "Wire",
        "WatchedInput",
        "WatchedOutput",
        "UrlConnectionListener",
        "UrlConnectionProbe",
        "UrlConnectionPoolListener",
        "UrlConnectionPoolProbe",
        "HttpClientListener",
        "HttpClientProbe",
        "HttpClientRetryListener",
        "HttpClientRetryProbe",
        "HttpClientPreventListener",
        "HttpClientPreventProbe",
        "Probe$Installer",
        "Probe",
    };

    private static final String PACKAGE = "io/resetguard/bootstrap/";

    private BootRoom() {}

    /** Is a bridge there already: of an agent that was loaded before? */
    public static boolean isFurnished() {
        try {
            Class.forName("io.resetguard.bootstrap.Probe", false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Defines the classes; appends them to the boot path where the JVM offers no other way. */
    public static JdkModules furnish(Instrumentation instrumentation) throws Exception {
        JdkModules modules = featureRelease() == 8
                ? new JdkModules8()
                : Class.forName("io.resetguard.install.JdkModules9")
                        .asSubclass(JdkModules.class)
                        .getDeclaredConstructor()
                        .newInstance();
        byte[][] classFiles = readAll();
        int defined = 0;
        try {
            for (; defined < CLASSES.length; defined++) {
                modules.define(instrumentation, PACKAGE + CLASSES[defined], classFiles[defined]);
            }
        } catch (Exception | LinkageError e) {
            if (defined > 0) {
                throw e;
            }
            append(instrumentation, classFiles);
        }
        return modules;
    }

    static int featureRelease() {
        String version = System.getProperty("java.specification.version", "8");
        try {
            return version.startsWith("1.") ? Integer.parseInt(version.substring(2)) : Integer.parseInt(version);
        } catch (NumberFormatException e) {
            return 8;
        }
    }

    /** Straight from the jar: a resource by URL would load a dozen classes of the JDK's on the way to main. */
    private static byte[][] readAll() throws IOException {
        byte[][] classFiles = new byte[CLASSES.length][];
        CodeSource source = BootRoom.class.getProtectionDomain().getCodeSource();
        try (ZipFile jar = new ZipFile(path(source.getLocation()))) {
            for (int i = 0; i < CLASSES.length; i++) {
                String entry = "io/resetguard/boot/" + CLASSES[i] + ".raw";
                ZipEntry found = jar.getEntry(entry);
                if (found == null) {
                    throw new IOException("the agent's jar has no " + entry);
                }
                classFiles[i] = read(jar.getInputStream(found), (int) found.getSize());
            }
        }
        return classFiles;
    }

    /** Of a URL like {@code file:/opt/my%20agents/resetguard.jar}. */
    private static String path(URL location) throws IOException {
        String path = location.getPath();
        return path.indexOf('%') < 0 ? path : URLDecoder.decode(path.replace("+", "%2B"), "UTF-8");
    }

    private static byte[] read(InputStream in, int size) throws IOException {
        byte[] all = new byte[size];
        int read = 0;
        for (int n = in.read(all); n > 0 && read < size; n = in.read(all, read, size - read)) {
            read += n;
        }
        return all;
    }

    /** The way that warns ("Sharing is only supported for boot loader classes"), and needs a writable directory. */
    private static void append(Instrumentation instrumentation, byte[][] classFiles) throws IOException {
        File jar = File.createTempFile("resetguard-boot", ".jar");
        try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(jar))) {
            for (int i = 0; i < CLASSES.length; i++) {
                out.putNextEntry(new ZipEntry(PACKAGE + CLASSES[i] + ".class"));
                out.write(classFiles[i]);
                out.closeEntry();
            }
        }
        instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(jar));
        if (!jar.delete()) {
            jar.deleteOnExit();
        }
    }
}
