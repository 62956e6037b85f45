package io.resetguard.install;

import io.resetguard.instrument.Hook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;

/**
 * Puts hooks into one class file. Each hook is checked for shape against the class as it is; one that does not fit is
 * left out and reported. Uses Byte Buddy's low layer, the ASM it carries: its high level costs seconds of CPU at start
 * (docs/adr/0002).
 */
final class ClassRewriter extends ClassVisitor {

    /** What a hook needs to know of a method. */
    static final class MethodShape {
        final String owner;
        final String descriptor;
        final boolean isStatic;
        final boolean hasFrames;

        MethodShape(String owner, String descriptor, boolean isStatic, boolean hasFrames) {
            this.owner = owner;
            this.descriptor = descriptor;
            this.isStatic = isStatic;
            this.hasFrames = hasFrames;
        }
    }

    static final int ASM_API = Opcodes.ASM9;

    /** Newest class file version that this ASM reads by itself; a newer one is read as this, and keeps its own. */
    private static final int NEWEST_KNOWN = Opcodes.V28;

    private static final int MAJOR_VERSION_AT = 6;

    private final List<Hook> hooks;
    private final int trueVersion;
    private final List<Hook> applied = new ArrayList<>();
    private final Map<String, String> fields = new HashMap<>();
    private final HookFit fit = new HookFit();
    private String className = "";
    private int version;

    private ClassRewriter(ClassWriter writer, List<Hook> hooks, int trueVersion) {
        super(ASM_API, writer);
        this.trueVersion = trueVersion;
        this.hooks = hooks;
    }

    /**
     * The class file with those of {@code hooks} that fit; {@code null} where none does. Those that do not fit, and
     * should, are added to {@code missing}.
     */
    static byte @Nullable [] rewrite(byte[] classFile, List<Hook> hooks, List<Hook> missing) {
        int trueVersion = version(classFile);
        ClassReader reader = new ClassReader(readable(classFile));
        ClassWriter writer = new ClassWriter(reader, ClassWriter.COMPUTE_MAXS);
        ClassRewriter rewriter = new ClassRewriter(writer, hooks, trueVersion);
        reader.accept(rewriter, 0);
        for (Hook hook : hooks) {
            if (!hook.isWhereFound() && !rewriter.applied.contains(hook)) {
                missing.add(hook);
            }
        }
        return rewriter.applied.isEmpty() ? null : writer.toByteArray();
    }

    /** The class file as one that this ASM reads, whatever its version says. */
    static byte[] readable(byte[] classFile) {
        return version(classFile) > NEWEST_KNOWN ? aged(classFile) : classFile;
    }

    private static int version(byte[] classFile) {
        return ((classFile[MAJOR_VERSION_AT] & 0xFF) << 8) | (classFile[MAJOR_VERSION_AT + 1] & 0xFF);
    }

    private static byte[] aged(byte[] classFile) {
        byte[] aged = classFile.clone();
        aged[MAJOR_VERSION_AT] = 0;
        aged[MAJOR_VERSION_AT + 1] = (byte) NEWEST_KNOWN;
        return aged;
    }

    @Override
    public void visit(
            int classVersion,
            int access,
            String name,
            @Nullable String signature,
            @Nullable String superName,
            String @Nullable [] interfaces) {
        className = name;
        version = classVersion & 0xFFFF;
        super.visit((classVersion & 0xFFFF0000) | trueVersion, access, name, signature, superName, interfaces);
    }

    @Override
    public @Nullable FieldVisitor visitField(
            int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
        if ((access & Opcodes.ACC_STATIC) == 0) {
            fields.put(name, descriptor);
        }
        return super.visitField(access, name, descriptor, signature, value);
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
            int access, String name, String descriptor, @Nullable String signature, String @Nullable [] exceptions) {
        MethodVisitor next = super.visitMethod(access, name, descriptor, signature, exceptions);
        boolean hasCode = (access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) == 0;
        if (next == null || !hasCode) {
            return next;
        }
        MethodShape shape =
                new MethodShape(className, descriptor, (access & Opcodes.ACC_STATIC) != 0, version >= Opcodes.V1_6);
        int count = Type.getArgumentTypes(descriptor).length;
        List<Hook> here = new ArrayList<>();
        for (Hook hook : hooks) {
            if (hook.matches(name, descriptor, count) && fit.fits(hook, shape, fields)) {
                here.add(hook);
            }
        }
        return here.isEmpty() ? next : new HookWriter(next, shape, fields, fit, here, applied);
    }
}
