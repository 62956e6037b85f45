package io.resetguard.install;

import io.resetguard.instrument.Argument;
import io.resetguard.instrument.Hook;
import io.resetguard.instrument.Point;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.bytebuddy.jar.asm.Opcodes;
import net.bytebuddy.jar.asm.Type;

/**
 * Does a hook fit a method as this JDK has it, and does its probe take what would be on the stack? Asked before
 * anything is written, so that a row that does not fit is left out instead of making a class that the JVM refuses.
 */
final class HookFit {

    private static final String VOID = "V";

    /** Name and descriptor of each public static method, by the internal name of its class. */
    private final Map<String, Set<String>> probes = new HashMap<>();

    /** The descriptor of the probe's call; {@code onStack} is that of what already lies on the stack for it. */
    static String descriptor(Hook hook, String onStack, String returned) {
        StringBuilder descriptor = new StringBuilder("(").append(onStack);
        for (Argument argument : hook.handed()) {
            descriptor.append(argument.type);
        }
        return descriptor.append(')').append(returned).toString();
    }

    /** Has this method all that the hook wants to hand on, and does the probe take it? */
    boolean fits(Hook hook, ClassRewriter.MethodShape shape, Map<String, String> fields) {
        for (Argument argument : hook.handed()) {
            if (!has(hook.point(), argument, shape, fields)) {
                return false;
            }
        }
        if (hook.point() == Point.REPLACE_RESULT) {
            return isReference(Type.getReturnType(shape.descriptor))
                    && takes(hook, descriptor(hook, HookWriter.OBJECT, HookWriter.OBJECT));
        }
        boolean atCall = hook.point() == Point.AFTER_CALL || hook.point() == Point.INSTEAD_OF_CALL;
        String returned = hook.point() == Point.REPEAT_ON_THROW ? HookWriter.THROWABLE : VOID;
        return atCall || takes(hook, descriptor(hook, "", returned));
    }

    /** Can the probe's result stand in for that of a call of this descriptor? */
    boolean fitsAfter(Hook hook, String callDescriptor) {
        String result = handed(Type.getReturnType(callDescriptor));
        return !result.equals(VOID) && takes(hook, descriptor(hook, result, result));
    }

    /** As what a call's result is handed on: a type outside {@code java}, which no probe can name, as an object. */
    static String handed(Type result) {
        boolean nameable = !isReference(result) || result.getDescriptor().contains("Ljava/");
        return nameable ? result.getDescriptor() : HookWriter.OBJECT;
    }

    /** Can the probe make this call itself? One of a superclass's method ({@code invokespecial}) only the class can. */
    boolean fitsInstead(Hook hook, int opcode, String callOwner, String callDescriptor) {
        return opcode != Opcodes.INVOKESPECIAL && takes(hook, direct(opcode, callOwner, callDescriptor));
    }

    /** The descriptor of a static method that takes what the call takes: its object too, where it has one. */
    static String direct(int opcode, String callOwner, String callDescriptor) {
        return opcode == Opcodes.INVOKESTATIC ? callDescriptor : "(L" + callOwner + ";" + callDescriptor.substring(1);
    }

    /** Has the probe class the hook's method with exactly this descriptor? */
    private boolean takes(Hook hook, String descriptor) {
        Set<String> there = probes.get(hook.probeClass());
        if (there == null) {
            there = methods(hook.probeClass());
            probes.put(hook.probeClass(), there);
        }
        return there.contains(hook.probe() + descriptor);
    }

    private static Set<String> methods(String className) {
        Set<String> found = new HashSet<>();
        try {
            Class<?> type = Class.forName(className.replace('/', '.'), false, HookFit.class.getClassLoader());
            for (Method method : type.getDeclaredMethods()) {
                int modifiers = method.getModifiers();
                if (Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers)) {
                    found.add(method.getName() + Type.getMethodDescriptor(method));
                }
            }
        } catch (ClassNotFoundException | LinkageError e) {
            // No such probe: none of its rows fits.
        }
        return found;
    }

    private static boolean has(
            Point point, Argument argument, ClassRewriter.MethodShape shape, Map<String, String> fields) {
        switch (argument.source) {
            case SELF:
                return !shape.isStatic;
            case PARAMETER:
                Type[] parameters = Type.getArgumentTypes(shape.descriptor);
                return parameters.length >= argument.index && is(parameters[argument.index - 1], argument.type);
            case FIELD:
                String descriptor = argument.owner.isEmpty() ? fields.get(argument.field) : argument.descriptor;
                return !shape.isStatic && descriptor != null && is(Type.getType(descriptor), argument.type);
            case THROWN:
                return point == Point.THROW || point == Point.REPEAT_ON_THROW;
            case RESULT:
                return point == Point.RETURN && is(Type.getReturnType(shape.descriptor), argument.type);
        }
        return false;
    }

    private static boolean is(Type actual, String wanted) {
        return actual.getDescriptor().equals(wanted) || (isReference(actual) && wanted.equals(HookWriter.OBJECT));
    }

    private static boolean isReference(Type type) {
        return type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    }
}
