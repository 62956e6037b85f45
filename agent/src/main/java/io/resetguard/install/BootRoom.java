package io.resetguard.install;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
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
        "HttpClientListener",
        "HttpClientProbe",
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
        byte[][] classFiles = new byte[CLASSES.length][];
        for (int i = 0; i < CLASSES.length; i++) {
            classFiles[i] = read(CLASSES[i]);
        }
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

    private static byte[] read(String simpleName) throws IOException {
        String resource = "/io/resetguard/boot/" + simpleName + ".raw";
        try (InputStream in = BootRoom.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("the agent's jar has no " + resource);
            }
            ByteArrayOutputStream all = new ByteArrayOutputStream(4096);
            byte[] buffer = new byte[4096];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
            return all.toByteArray();
        }
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
