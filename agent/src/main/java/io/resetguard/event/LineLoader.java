package io.resetguard.event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has one class, {@code Slf4jLine}, and the application's SLF4J above it. */
final class LineLoader extends ClassLoader {
    private static final String NAME = "io.resetguard.event.slf4j.Slf4jLine";
    /** Not a {@code .class} file, so that no other loader defines a second one by accident. */
    private static final String RAW = "/io/resetguard/app/Slf4jLine.raw";

    private LineLoader(@Nullable ClassLoader slf4j) {
        super(slf4j);
    }

    @SuppressWarnings("unchecked")
    static Function<Object[], @Nullable Object> link(@Nullable ClassLoader slf4j) {
        try {
            byte[] bytes = bytes();
            Class<?> line = new LineLoader(slf4j).defineClass(NAME, bytes, 0, bytes.length);
            return (Function<Object[], @Nullable Object>) line.getConstructor().newInstance();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes() throws IOException {
        try (InputStream raw = resource()) {
            if (raw == null) {
                throw new IOException(RAW + " is missing");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[4096];
            for (int n = raw.read(buffer); n >= 0; n = raw.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
            return bytes.toByteArray();
        }
    }

    private static @Nullable InputStream resource() {
        InputStream raw = LineLoader.class.getResourceAsStream(RAW);
        // Where the jar has not been built, in unit tests, there is only the class file.
        return raw != null ? raw : LineLoader.class.getResourceAsStream("/" + NAME.replace('.', '/') + ".class");
    }
}
