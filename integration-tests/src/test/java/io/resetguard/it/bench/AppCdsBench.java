package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/** How fast classes come out of an AppCDS archive, made without any agent, once the first request was sent. */
final class AppCdsBench {

    private static final String NAMES = "io.resetguard.bench.generated.C";
    private static final int CLASSES = 2_000;

    private final Jdk jdk;
    private final String classPath;
    private final List<Variant> variants;
    private final int rounds;

    AppCdsBench(Jdk jdk, String classPath, List<Variant> variants, int rounds) {
        this.jdk = jdk;
        this.classPath = classPath;
        this.variants = variants;
        this.rounds = rounds;
    }

    void run() throws Exception {
        Path folder = Files.createTempDirectory("appcds-bench");
        Path jar = folder.resolve("app.jar");
        Path archive = folder.resolve("app.jsa");
        try {
            pack(jar);
            Variant making = new Variant("making", List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable"));
            load(making, jar);
            List<Samples> samples = new ArrayList<>();
            variants.forEach(variant -> samples.add(new Samples()));
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < variants.size(); i++) {
                    List<String> options = new ArrayList<>(variants.get(i).jvmArguments());
                    options.add("-XX:SharedArchiveFile=" + archive);
                    samples.get(i).add(load(new Variant(variants.get(i).name(), options), jar));
                }
            }
            for (int i = 0; i < variants.size(); i++) {
                System.out.printf(
                        "    %-16s %s%n", variants.get(i).name(), samples.get(i).text(0));
            }
        } finally {
            Files.deleteIfExists(jar);
            Files.deleteIfExists(archive);
            Files.deleteIfExists(folder);
        }
    }

    private double load(Variant variant, Path jar) throws Exception {
        String out =
                Fork.run(jdk, variant, jar.toString(), "io.resetguard.bench.ClassLoadingWorkload", NAMES, "" + CLASSES);
        return Double.parseDouble(out.trim());
    }

    /** The workload's classes and generated ones; archives take classes from jars only. */
    private void pack(Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            for (String part : classPath.split(File.pathSeparator)) {
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
