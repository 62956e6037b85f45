package io.resetguard.it.harmless;

import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Handle;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** A JDK as a later release may be: some methods of its own have other names. */
final class MovedInsides {
    private final Jdk jdk;
    private final String module;
    private final String packageName;
    private final Set<String> methods;

    /**
     * @param module that the package belongs to
     * @param packageName with slashes
     * @param methods that are called otherwise in all classes of the package
     */
    MovedInsides(Jdk jdk, String module, String packageName, Set<String> methods) {
        this.jdk = jdk;
        this.module = module;
        this.packageName = packageName;
        this.methods = methods;
    }

    /** Lets the JVM run with the changed classes, which are written to {@code folder}. */
    ForkedJvm in(ForkedJvm jvm, Path folder) throws IOException {
        boolean modular = jdk.feature() > 8;
        try (FileSystem classes = modular ? image() : rtJar()) {
            Path from = modular ? classes.getPath("modules", module, packageName) : classes.getPath(packageName);
            try (Stream<Path> files = Files.list(from)) {
                for (Path file :
                        files.filter(f -> f.toString().endsWith(".class")).toList()) {
                    Path to = folder.resolve(packageName)
                            .resolve(file.getFileName().toString());
                    Files.createDirectories(to.getParent());
                    Files.write(to, renamed(Files.readAllBytes(file)));
                }
            }
        }
        return modular ? jvm.jvm("--patch-module", module + "=" + folder) : jvm.jvm("-Xbootclasspath/p:" + folder);
    }

    private FileSystem image() throws IOException {
        return FileSystems.newFileSystem(
                URI.create("jrt:/"), Map.of("java.home", jdk.home().toString()));
    }

    private FileSystem rtJar() throws IOException {
        for (String place : List.of("jre/lib/rt.jar", "lib/rt.jar")) {
            if (Files.exists(jdk.home().resolve(place))) {
                return FileSystems.newFileSystem(jdk.home().resolve(place));
            }
        }
        throw new IOException("no rt.jar in " + jdk.home());
    }

    private byte[] renamed(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String descriptor, String signature, String[] exceptions) {
                        MethodVisitor code = super.visitMethod(access, moved(name), descriptor, signature, exceptions);
                        return new Calls(code);
                    }
                },
                0);
        return writer.toByteArray();
    }

    private String moved(String method) {
        return methods.contains(method) ? method + "Elsewhere" : method;
    }

    private final class Calls extends MethodVisitor {
        Calls(MethodVisitor next) {
            super(Opcodes.ASM9, next);
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            String called = owner.startsWith(packageName) ? moved(name) : name;
            super.visitMethodInsn(opcode, owner, called, descriptor, isInterface);
        }

        @Override
        public void visitInvokeDynamicInsn(String name, String descriptor, Handle bootstrap, Object... arguments) {
            Object[] changed = arguments.clone();
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] instanceof Handle handle && handle.getOwner().startsWith(packageName)) {
                    changed[i] = new Handle(
                            handle.getTag(),
                            handle.getOwner(),
                            moved(handle.getName()),
                            handle.getDesc(),
                            handle.isInterface());
                }
            }
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, changed);
        }
    }
}
