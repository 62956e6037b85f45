package io.resetguard.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.dynamic.loading.ClassLoadingStrategy;
import net.bytebuddy.implementation.InvocationHandlerAdapter;
import net.bytebuddy.matcher.ElementMatchers;

/**
 * Stands between the agent's probes and their listeners for the time of one request, and notes the calls. Reaches all of the
 * agent by reflection: its classes are in the boot loader, and in one of their own.
 */
final class CallRecorder {
    private static final List<String> PROBES = Arrays.asList(
            "UrlConnectionProbe",
            "UrlConnectionPoolProbe",
            "HttpClientProbe",
            "HttpClientPreventProbe",
            "HttpClientRetryProbe");

    private static final long BYTES = 100;
    private static final int WARM_UP = 200;
    private static final long SETTLED_MILLIS = 300;

    /** The agent is one, too. */
    static final CallRecorder ONLY = new CallRecorder();

    private final MethodHandles.Lookup lookup = MethodHandles.lookup();
    private final Map<Class<?>, Object> listeners = new LinkedHashMap<>();

    private CallRecorder() {}

    private static final class Call {
        final Class<?> probe;
        final Object listener;
        final Method method;
        final Object[] arguments;
        final Object result;

        Call(Class<?> probe, Object listener, Method method, Object[] arguments, Object result) {
            this.probe = probe;
            this.listener = listener;
            this.method = method;
            this.arguments = arguments;
            this.result = result;
        }
    }

    /** Handles of type ()void, in the order of the calls. Of one thread at a time. */
    MethodHandle[] callsOfOneRequest(Requester requester) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            requester.request();
        }
        Thread.sleep(SETTLED_MILLIS);
        if (listeners.isEmpty()) {
            findListeners();
        }
        List<Call> calls = Collections.synchronizedList(new ArrayList<>());
        for (Map.Entry<Class<?>, Object> each : listeners.entrySet()) {
            setListener(each.getKey(), recorder(each.getKey(), each.getValue(), calls));
        }
        requester.request();
        Thread.sleep(SETTLED_MILLIS); // the connection goes back to its pool on another thread
        for (Map.Entry<Class<?>, Object> each : listeners.entrySet()) {
            setListener(each.getKey(), each.getValue());
        }
        System.out.println("calls of a request: " + names(calls));
        List<MethodHandle> handles = new ArrayList<>();
        for (Call call : calls) {
            handles.add(MethodHandles.insertArguments(handle(call), 0, call.arguments));
            if (call.method.getName().equals("reading")) {
                Class<?> wire = call.method.getReturnType(); // its streams call it
                for (String counter : Arrays.asList("sent", "received")) {
                    handles.add(MethodHandles.insertArguments(
                            lookup.unreflect(wire.getMethod(counter, long.class)), 0, call.result, BYTES));
                }
            }
        }
        return handles.stream()
                .map(handle -> handle.asType(MethodType.methodType(void.class)))
                .toArray(MethodHandle[]::new);
    }

    void checkNoFault() throws ReflectiveOperationException {
        Object count = agentClass("AgentLog").getMethod("suppressedCount").invoke(null);
        if (!count.equals(0L)) {
            throw new IllegalStateException(count + " faults of the agent");
        }
    }

    private void findListeners() throws ReflectiveOperationException {
        for (String name : PROBES) {
            Class<?> probe = agentClass(name);
            Field field = probe.getDeclaredField("listener");
            field.setAccessible(true);
            Object listener = field.get(null);
            if (listener != null) {
                listeners.put(probe, listener);
            }
        }
        if (listeners.isEmpty()) {
            throw new IllegalStateException("no agent, or no hooks");
        }
    }

    private static Object recorder(Class<?> probe, Object listener, List<Call> calls)
            throws ReflectiveOperationException {
        return new ByteBuddy()
                .subclass(listenerType(probe))
                .method(ElementMatchers.isAbstract())
                .intercept(InvocationHandlerAdapter.of((proxy, method, given) -> {
                    method.setAccessible(true);
                    Object[] arguments = given == null ? new Object[0] : given;
                    Object[] asGiven =
                            Arrays.stream(arguments).map(CallRecorder::asItIs).toArray();
                    Object result = method.invoke(listener, arguments);
                    calls.add(new Call(probe, listener, method, asGiven, result));
                    return result;
                }))
                .make()
                .load(CallRecorder.class.getClassLoader(), ClassLoadingStrategy.Default.WRAPPER)
                .getLoaded()
                .getConstructor()
                .newInstance();
    }

    /** The JDK goes on to read its buffers, and to change its lists. */
    private static Object asItIs(Object argument) {
        if (argument instanceof ByteBuffer) {
            return ((ByteBuffer) argument).duplicate();
        }
        return argument instanceof List
                ? ((List<?>) argument).stream().map(CallRecorder::asItIs).collect(Collectors.toList())
                : argument;
    }

    /** The probe's own method, as the JDK calls it, where it has the same name and arguments; else the listener's. */
    private MethodHandle handle(Call call) throws ReflectiveOperationException {
        for (Method method : call.probe.getMethods()) {
            if (method.getName().equals(call.method.getName())
                    && Arrays.equals(method.getParameterTypes(), call.method.getParameterTypes())) {
                return lookup.unreflect(method);
            }
        }
        return lookup.unreflect(call.method).bindTo(call.listener);
    }

    private static List<String> names(List<Call> calls) {
        List<String> names = new ArrayList<>();
        calls.forEach(call -> names.add(call.method.getName()));
        return names;
    }

    private static void setListener(Class<?> probe, Object listener) throws ReflectiveOperationException {
        probe.getMethod("listener", listenerType(probe)).invoke(null, listener);
    }

    private static Class<?> listenerType(Class<?> probe) throws ReflectiveOperationException {
        return probe.getDeclaredField("listener").getType();
    }

    private static Class<?> agentClass(String name) throws ClassNotFoundException {
        return Class.forName("io.resetguard.bootstrap." + name);
    }
}
