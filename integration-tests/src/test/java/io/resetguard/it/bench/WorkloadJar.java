package io.resetguard.it.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** The workload's classes and generated ones; archives take classes from jars only. */
final class WorkloadJar {
    static final String NAMES = "io.resetguard.bench.generated.C";
    static final int CLASSES = 2_000;

    private WorkloadJar() {}

    static Path pack() throws IOException {
        Path jar = Place.SCRATCH.resolve("workload.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String part : Place.WORKLOADS.split(File.pathSeparator)) {
                Path folder = Path.of(part);
                try (Stream<Path> files = Files.walk(folder.resolve("io/resetguard/bench"))) {
                    for (Path path : files.filter(Files::isRegularFile).toList()) {
                        put(out, folder.relativize(path).toString(), Files.readAllBytes(path));
                    }
                }
            }
            for (int i = 0; i < CLASSES; i++) {
                String name = NAMES.replace('.', '/') + i;
                put(out, name + ".class", generated(name));
            }
        }
        return jar;
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(content);
        out.closeEntry();
    }

    /** A field, a constructor and some methods, as an ordinary small class has. */
    private static byte[] generated(String name) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V1_8, Opcodes.ACC_PUBLIC, name, null, "java/lang/Object", null);
        writer.visitField(Opcodes.ACC_PRIVATE, "value", "I", null, null).visitEnd();
        MethodVisitor init = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
        init.visitVarInsn(Opcodes.ALOAD, 0);
        init.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
        init.visitInsn(Opcodes.RETURN);
        init.visitMaxs(0, 0);
        for (int i = 0; i < 10; i++) {
            MethodVisitor method = writer.visitMethod(Opcodes.ACC_PUBLIC, "get" + i, "(I)I", null, null);
            method.visitVarInsn(Opcodes.ALOAD, 0);
            method.visitFieldInsn(Opcodes.GETFIELD, name, "value", "I");
            method.visitVarInsn(Opcodes.ILOAD, 1);
            method.visitInsn(Opcodes.IADD);
            method.visitInsn(Opcodes.IRETURN);
            method.visitMaxs(0, 0);
        }
        return writer.toByteArray();
    }
}
