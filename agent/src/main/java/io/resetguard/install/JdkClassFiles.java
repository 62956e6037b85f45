package io.resetguard.install;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The JDK's class files, as they lie in its image. */
final class JdkClassFiles {

    private JdkClassFiles() {}

    /** That of a loaded class. */
    static byte[] of(Class<?> type) throws IOException {
        return read(type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class"), type.getName());
    }

    /** That of a class by its internal name; nothing is loaded. */
    static byte[] named(String name) throws IOException {
        return read(ClassLoader.getSystemResourceAsStream(name + ".class"), name);
    }

    private static byte[] read(@Nullable InputStream file, String name) throws IOException {
        if (file == null) {
            throw new IOException("no class file for " + name);
        }
        try (InputStream in = file) {
            ByteArrayOutputStream all = new ByteArrayOutputStream(32 * 1024);
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
                all.write(buffer, 0, n);
            }
            return all.toByteArray();
        }
    }
}
