package io.resetguard.install;

import io.resetguard.instrument.Argument;
import io.resetguard.instrument.Hook;
import java.io.IOException;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.FieldVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/**
 * Has a class the inherited fields that a hook reads? The class file of the hooked class does not say: a field that has
 * gone would be an error in the application's own thread, at the first request. Reads class files and loads nothing.
 */
final class InheritedFields {

    private InheritedFields() {}

    /** Are all inherited fields that this hook hands on where it looks for them? */
    static boolean areThere(Hook hook) {
        for (Argument argument : hook.handed()) {
            if (!argument.owner.isEmpty() && !isThere(hook.className(), argument)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isThere(String className, Argument argument) {
        try {
            @Nullable String ancestor = className;
            while (ancestor != null && !ancestor.equals(argument.owner)) {
                ancestor = new ClassReader(ClassRewriter.readable(JdkClassFiles.named(ancestor))).getSuperName();
            }
            return ancestor != null && declares(ancestor, argument);
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    private static boolean declares(String owner, Argument argument) throws IOException {
        Finder finder = new Finder(argument);
        new ClassReader(ClassRewriter.readable(JdkClassFiles.named(owner)))
                .accept(finder, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
        return finder.found;
    }

    private static final class Finder extends ClassVisitor {
        private final Argument argument;
        boolean found;

        Finder(Argument argument) {
            super(ClassRewriter.ASM_API);
            this.argument = argument;
        }

        @Override
        public @Nullable FieldVisitor visitField(
                int access, String name, String descriptor, @Nullable String signature, @Nullable Object value) {
            boolean readable = (access & (Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) == 0;
            found |= readable && name.equals(argument.field) && descriptor.equals(argument.descriptor);
            return null;
        }
    }
}
