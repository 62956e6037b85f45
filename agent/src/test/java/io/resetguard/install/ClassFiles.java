package io.resetguard.install;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Class files as they are on the running JDK and in the tests' own output, and classes made of changed ones. */
final class ClassFiles {

    private ClassFiles() {}

    /** Of the class of this internal name. */
    static byte[] of(String internalName) throws IOException {
        String resource = internalName + ".class";
        try (InputStream in = Objects.requireNonNull(ClassLoader.getSystemResourceAsStream(resource), resource)) {
            return in.readAllBytes();
        }
    }

    static byte[] of(Class<?> type) throws IOException {
        return of(internalName(type));
    }

    static String internalName(Class<?> type) {
        return type.getName().replace('.', '/');
    }

    /** Defined in a loader of its own, verified as any application's class; sees everything else of the tests. */
    static Class<?> define(Class<?> original, byte[] classFile) {
        return new Child(original.getClassLoader()).define(original.getName(), classFile);
    }

    private static final class Child extends ClassLoader {
        Child(ClassLoader parent) {
            super(parent);
        }

        Class<?> define(String name, byte[] classFile) {
            Class<?> defined = defineClass(name, classFile, 0, classFile.length);
            resolveClass(defined);
            return defined;
        }
    }
}
