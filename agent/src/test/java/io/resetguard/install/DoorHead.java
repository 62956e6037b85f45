package io.resetguard.install;

import io.resetguard.instrument.Door;
import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** Takes a class file apart: the calls of the probe, and the class as it is without them. */
final class DoorHead {

    /** Each with its method and the instruction before it. */
    final List<String> calls = new ArrayList<>();

    /** Without those calls and without names of local variables; told by ASM anew, so alike if it means alike. */
    byte[] rest = {};

    private final Door door;

    private DoorHead(Door door) {
        this.door = door;
    }

    static DoorHead of(byte[] classFile, Door door) {
        DoorHead head = new DoorHead(door);
        ClassWriter writer = new ClassWriter(0);
        new ClassReader(classFile).accept(head.new Methods(writer), 0);
        head.rest = writer.toByteArray();
        return head;
    }

    private final class Methods extends ClassVisitor {
        Methods(ClassVisitor next) {
            super(ClassRewriter.ASM_API, next);
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new Code(super.visitMethod(access, name, descriptor, signature, exceptions), name);
        }
    }

    /** Holds the very first instruction back until it is known whether it belongs to the call. */
    private final class Code extends MethodVisitor {
        private final String method;
        private final List<Runnable> held = new ArrayList<>();
        private String first = "";

        Code(MethodVisitor next, String method) {
            super(ClassRewriter.ASM_API, next);
            this.method = method;
        }

        @Override
        public void visitInsn(int opcode) {
            if (opcode == Opcodes.NOP && !door.handsText() && method.equals(door.method())) {
                first = "nop ";
            } else {
                release();
                super.visitInsn(opcode);
            }
        }

        @Override
        public void visitVarInsn(int opcode, int index) {
            release();
            if (opcode == Opcodes.ALOAD && index == 0 && door.handsText() && method.equals(door.method())) {
                first = "aload_0 ";
                held.add(() -> super.visitVarInsn(opcode, index));
            } else {
                super.visitVarInsn(opcode, index);
            }
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            if (opcode == Opcodes.INVOKESTATIC && owner.equals(door.probeClass())) {
                calls.add(method + ": " + first + owner + "." + name + descriptor);
                held.clear();
                first = "";
                return;
            }
            release();
            super.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
        }

        private void release() {
            held.forEach(Runnable::run);
            held.clear();
            first = "";
        }

        @Override
        public void visitLabel(Label label) {
            release();
            super.visitLabel(label);
        }

        @Override
        public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
            release();
            super.visitFieldInsn(opcode, owner, name, descriptor);
        }

        @Override
        public void visitTypeInsn(int opcode, String type) {
            release();
            super.visitTypeInsn(opcode, type);
        }

        @Override
        public void visitJumpInsn(int opcode, Label label) {
            release();
            super.visitJumpInsn(opcode, label);
        }

        @Override
        public void visitIntInsn(int opcode, int operand) {
            release();
            super.visitIntInsn(opcode, operand);
        }

        @Override
        public void visitLdcInsn(Object value) {
            release();
            super.visitLdcInsn(value);
        }

        @Override
        public void visitInvokeDynamicInsn(
                String name, String descriptor, net.bytebuddy.jar.asm.Handle bootstrap, Object... arguments) {
            release();
            super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
        }

        @Override
        public void visitLocalVariable(
                String name, String descriptor, @Nullable String signature, Label start, Label end, int index) {
            // Names go with the door.
        }

        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
            release();
            super.visitMaxs(Math.max(1, maxStack), maxLocals);
        }
    }
}
