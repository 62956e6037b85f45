package io.resetguard.instrument;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the JDK's own objects know, by reflection, for facts that are wanted only once something went wrong. What
 * cannot be read is {@code null}: a fact becomes unknown, nothing more. Sets only what a retry must, where one is
 * switched on. The installer opens the packages beforehand.
 */
public final class JdkObject {

    private static final int KEPT_AT_MOST = 1_000;

    private static final ConcurrentMap<String, AccessibleObject> FOUND = new ConcurrentHashMap<>();

    private JdkObject() {}

    /** The value of a field, wherever in its class's ancestry it is declared; {@code null} if it cannot be read. */
    public static @Nullable Object field(@Nullable Object target, String name) {
        if (target == null) {
            return null;
        }
        AccessibleObject field = find(target.getClass(), name, false);
        try {
            return field instanceof Field ? ((Field) field).get(target) : null;
        } catch (IllegalAccessException | RuntimeException e) {
            return null;
        }
    }

    /** Has it this field, and can it be read and set? */
    public static boolean has(@Nullable Object target, String name) {
        return target != null && find(target.getClass(), name, false) instanceof Field;
    }

    /** The result of a method without arguments; {@code null} if it cannot be called or throws. */
    public static @Nullable Object call(@Nullable Object target, String name) {
        if (target == null) {
            return null;
        }
        AccessibleObject method = find(target.getClass(), name, true);
        try {
            return method instanceof Method ? ((Method) method).invoke(target) : null;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** The result of a method with one string as argument; {@code null} if it cannot be called or throws. */
    public static @Nullable Object call(@Nullable Object target, String name, String argument) {
        if (target == null) {
            return null;
        }
        try {
            Method method = target.getClass().getMethod(name, String.class);
            method.setAccessible(true);
            return method.invoke(target, argument);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }

    /** Sets a field, wherever in its class's ancestry it is declared; false if that cannot be done. */
    public static boolean set(@Nullable Object target, String name, @Nullable Object value) {
        AccessibleObject field = target == null ? null : find(target.getClass(), name, false);
        if (!(field instanceof Field)) {
            return false;
        }
        try {
            ((Field) field).set(target, value);
            return true;
        } catch (IllegalAccessException | RuntimeException e) {
            return false;
        }
    }

    /**
     * Calls the method of this name and number of arguments, to do something and not to learn something: what it throws
     * goes on as it was.
     */
    public static @Nullable Object run(Object target, String name, @Nullable Object... arguments) throws Throwable {
        for (Class<?> c = target.getClass(); c != null; c = c.getSuperclass()) {
            for (Method method : c.getDeclaredMethods()) {
                if (method.getName().equals(name) && method.getParameterTypes().length == arguments.length) {
                    method.setAccessible(true);
                    return run(method, target, arguments);
                }
            }
        }
        throw new NoSuchMethodException(target.getClass().getName() + "." + name);
    }

    private static @Nullable Object run(Method method, Object target, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause();
            throw cause == null ? e : cause;
        }
    }

    private static @Nullable AccessibleObject find(Class<?> type, String name, boolean method) {
        String key = type.getName() + (method ? "()" : ".") + name;
        AccessibleObject known = FOUND.get(key);
        if (known == null) {
            known = look(type, name, method);
            if (known != null && FOUND.size() < KEPT_AT_MOST) {
                FOUND.put(key, known);
            }
        }
        return known;
    }

    private static @Nullable AccessibleObject look(Class<?> type, String name, boolean method) {
        AccessibleObject member = null;
        for (Class<?> c = type; c != null && member == null; c = c.getSuperclass()) {
            member = declared(c, name, method);
        }
        return member;
    }

    private static @Nullable AccessibleObject declared(Class<?> type, String name, boolean method) {
        try {
            AccessibleObject member = method ? type.getDeclaredMethod(name) : type.getDeclaredField(name);
            member.setAccessible(true);
            return member;
        } catch (ReflectiveOperationException | RuntimeException notHereOrNotOpen) {
            return null;
        }
    }
}
