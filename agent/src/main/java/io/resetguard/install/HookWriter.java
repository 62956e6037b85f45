package io.resetguard.install;

import io.resetguard.instrument.Argument;
import io.resetguard.instrument.Hook;
import io.resetguard.instrument.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.bytebuddy.jar.asm.Label;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Writes the hooks of one method: calls of probes, nothing else. No member and no local variable that lives across a
 * branch is added, and no branch but the one back to the beginning (docs/adr/0010), so the method's own stack map frames
 * stay as they are.
 */
final class HookWriter extends MethodVisitor {

    static final String THROWABLE = "Ljava/lang/Throwable;";
    static final String OBJECT = "Ljava/lang/Object;";

    private final String owner;
    private final boolean isStatic;
    private final Type[] parameters;
    private final Type returned;
    private final Map<String, String> fields;
    private final HookFit fit;
    private final List<Hook> hooks;
    private final List<Hook> applied;
    private final boolean frames;
    private final Label bodyStart = new Label();
    private boolean watchesThrow;
    private boolean repeats;

    HookWriter(
            MethodVisitor next,
            ClassRewriter.MethodShape shape,
            Map<String, String> fields,
            HookFit fit,
            List<Hook> hooks,
            List<Hook> applied) {
        super(ClassRewriter.ASM_API, next);
        this.owner = shape.owner;
        this.isStatic = shape.isStatic;
        this.parameters = Type.getArgumentTypes(shape.descriptor);
        this.returned = Type.getReturnType(shape.descriptor);
        this.frames = shape.hasFrames;
        this.fields = fields;
        this.fit = fit;
        this.hooks = hooks;
        this.applied = applied;
    }

    @Override
    public void visitCode() {
        super.visitCode();
        for (Hook hook : hooks) {
            if (hook.point() == Point.ENTRY) {
                emit(hook, -1, "V", "");
            }
            repeats |= hook.point() == Point.REPEAT_ON_THROW;
            watchesThrow |= hook.point() == Point.THROW || repeats;
        }
        if (watchesThrow) {
            super.visitLabel(bodyStart);
        }
        if (repeats && frames) {
            // The same as the implicit first frame, so the deltas that follow stay right.
            Object[] locals = frameLocals();
            super.visitFrame(Opcodes.F_FULL, locals.length, locals, 0, new Object[0]);
            super.visitInsn(Opcodes.NOP); // a method may have a frame of its own at its very beginning
        }
    }

    @Override
    public void visitInsn(int opcode) {
        if (opcode >= Opcodes.IRETURN && opcode <= Opcodes.RETURN) {
            for (Hook hook : hooks) {
                if (hook.point() == Point.RETURN) {
                    emit(hook, -1, "V", "");
                }
            }
            for (Hook hook : hooks) {
                if (hook.point() == Point.REPLACE_RESULT) {
                    emit(hook, -1, OBJECT, OBJECT);
                    super.visitTypeInsn(Opcodes.CHECKCAST, returned.getInternalName());
                }
            }
        }
        super.visitInsn(opcode);
    }

    @Override
    public void visitMethodInsn(int opcode, String callOwner, String name, String descriptor, boolean isInterface) {
        Hook instead = null;
        Hook after = null;
        for (Hook hook : hooks) {
            if (!hook.callName().equals(name) || !hook.callOwner().equals(callOwner)) {
                continue;
            }
            if (hook.point() == Point.BEFORE_CALL) {
                emit(hook, -1, "V", "");
            } else if (hook.point() == Point.INSTEAD_OF_CALL && fit.fitsInstead(hook, opcode, callOwner, descriptor)) {
                instead = hook;
            } else if (hook.point() == Point.AFTER_CALL && fit.fitsAfter(hook, descriptor)) {
                after = hook;
            }
        }
        if (instead != null) {
            String direct = HookFit.direct(opcode, callOwner, descriptor);
            super.visitMethodInsn(Opcodes.INVOKESTATIC, instead.probeClass(), instead.probe(), direct, false);
            applied.add(instead);
            return;
        }
        super.visitMethodInsn(opcode, callOwner, name, descriptor, isInterface);
        if (after != null) {
            Type result = Type.getReturnType(descriptor);
            String handed = HookFit.handed(result);
            emit(after, -1, handed, handed);
            if (!handed.equals(result.getDescriptor())) {
                super.visitTypeInsn(Opcodes.CHECKCAST, result.getInternalName());
            }
        }
    }

    @Override
    public void visitMaxs(int maxStack, int maxLocals) {
        if (watchesThrow) {
            Label end = new Label();
            super.visitLabel(end);
            // Last in the table, so the method's own handlers come first.
            super.visitTryCatchBlock(bodyStart, end, end, null);
            if (frames) {
                Object[] locals = frameLocals();
                super.visitFrame(Opcodes.F_FULL, locals.length, locals, 1, new Object[] {"java/lang/Throwable"});
            }
            int slot = firstFreeSlot();
            super.visitVarInsn(Opcodes.ASTORE, slot);
            for (Hook hook : hooks) {
                if (hook.point() == Point.REPEAT_ON_THROW) {
                    emit(hook, slot, THROWABLE, "");
                    super.visitVarInsn(Opcodes.ASTORE, slot);
                    super.visitVarInsn(Opcodes.ALOAD, slot);
                    super.visitJumpInsn(Opcodes.IFNULL, bodyStart);
                }
            }
            for (Hook hook : hooks) {
                if (hook.point() == Point.THROW) {
                    emit(hook, slot, "V", "");
                }
            }
            super.visitVarInsn(Opcodes.ALOAD, slot);
            super.visitInsn(Opcodes.ATHROW);
        }
        super.visitMaxs(maxStack, maxLocals);
    }

    /** Emits the call of a probe; {@code onStack} is the descriptor of what already lies on the stack for it. */
    private void emit(Hook hook, int thrownSlot, String returned, String onStack) {
        for (Argument argument : hook.handed()) {
            load(argument, thrownSlot);
        }
        String descriptor = HookFit.descriptor(hook, onStack, returned);
        super.visitMethodInsn(Opcodes.INVOKESTATIC, hook.probeClass(), hook.probe(), descriptor, false);
        applied.add(hook);
    }

    private void load(Argument argument, int thrownSlot) {
        switch (argument.source) {
            case SELF:
                super.visitVarInsn(Opcodes.ALOAD, 0);
                break;
            case PARAMETER:
                Type type = parameters[argument.index - 1];
                super.visitVarInsn(type.getOpcode(Opcodes.ILOAD), slot(argument.index));
                break;
            case FIELD:
                boolean inherited = !argument.owner.isEmpty();
                super.visitVarInsn(Opcodes.ALOAD, 0);
                super.visitFieldInsn(
                        Opcodes.GETFIELD,
                        inherited ? argument.owner : owner,
                        argument.field,
                        inherited ? argument.descriptor : fields.get(argument.field));
                break;
            case THROWN:
                super.visitVarInsn(Opcodes.ALOAD, thrownSlot);
                break;
            case RESULT:
                super.visitInsn(Opcodes.DUP);
                break;
        }
    }

    private Object[] frameLocals() {
        List<Object> locals = new ArrayList<>();
        if (!isStatic) {
            locals.add(owner);
        }
        for (Type parameter : parameters) {
            switch (parameter.getSort()) {
                case Type.LONG:
                    locals.add(Opcodes.LONG);
                    break;
                case Type.DOUBLE:
                    locals.add(Opcodes.DOUBLE);
                    break;
                case Type.FLOAT:
                    locals.add(Opcodes.FLOAT);
                    break;
                case Type.OBJECT:
                case Type.ARRAY:
                    locals.add(parameter.getInternalName());
                    break;
                default:
                    locals.add(Opcodes.INTEGER);
                    break;
            }
        }
        return locals.toArray();
    }

    private int slot(int index) {
        int slot = isStatic ? 0 : 1;
        for (int i = 1; i < index; i++) {
            slot += parameters[i - 1].getSize();
        }
        return slot;
    }

    private int firstFreeSlot() {
        return slot(parameters.length + 1);
    }
}
