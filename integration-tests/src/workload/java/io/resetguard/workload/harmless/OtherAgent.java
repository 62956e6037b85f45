package io.resetguard.workload.harmless;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's agent, with a visible change of its own: it makes texts in the JDK's exceptions upper case. The
 * steps of its argument, separated by {@code +}: {@code capable} or {@code incapable} registers a transformer that is
 * (not) retransform-capable, {@code load} loads the classes, {@code redefine} redefines them from their class files,
 * {@code throwing} registers one that throws at each class of the clients,
 * {@code retransform} retransforms them and all that is loaded of both clients, {@code leave} removes the transformer.
 * As {@code agentmain} it does the same later.
 */
public final class OtherAgent implements ClassFileTransformer {
    /** With the text in each that is changed. */
    private static final String[][] CHANGES = {
        {"sun/net/www/http/HttpClient", "Unexpected end of file from server"},
        // to 26, and from 27 on
        {"jdk/internal/net/http/MultiExchange", "unexpected content length header with 204 response"},
        {"jdk/internal/net/http/MultiExchange", "Unexpected \"Content-Length\" header in a 204 response"},
    };

    private OtherAgent() {}

    public static void premain(String steps, Instrumentation instrumentation) throws Exception {
        OtherAgent agent = new OtherAgent();
        for (String step : steps.split("\\+")) {
            if (step.equals("capable") || step.equals("incapable")) {
                instrumentation.addTransformer(agent, step.equals("capable"));
            } else if (step.equals("throwing")) {
                instrumentation.addTransformer(new Throwing(), true);
            } else if (step.equals("load")) {
                targets();
            } else if (step.equals("redefine")) {
                redefine(instrumentation);
            } else if (step.equals("retransform")) {
                instrumentation.retransformClasses(loaded(instrumentation));
            } else if (step.equals("leave")) {
                instrumentation.removeTransformer(agent);
            } else {
                throw new IllegalArgumentException(step);
            }
        }
        System.out.println("other agent: " + steps);
    }

    public static void agentmain(String steps, Instrumentation instrumentation) throws Exception {
        premain(steps, instrumentation);
    }

    private static Set<Class<?>> targets() {
        Set<Class<?>> found = new LinkedHashSet<Class<?>>();
        for (String[] change : CHANGES) {
            try {
                found.add(Class.forName(change[0].replace('/', '.'), false, ClassLoader.getSystemClassLoader()));
            } catch (ClassNotFoundException e) {
                System.out.println("not here: " + change[0]); // JDK 8 has no java.net.http
            }
        }
        return found;
    }

    private static void redefine(Instrumentation instrumentation) throws Exception {
        List<ClassDefinition> definitions = new ArrayList<ClassDefinition>();
        for (Class<?> type : targets()) {
            byte[] changed = changed(type.getName().replace('.', '/'), original(type));
            if (changed != null) {
                definitions.add(new ClassDefinition(type, changed));
            }
        }
        instrumentation.redefineClasses(definitions.toArray(new ClassDefinition[0]));
    }

    private static Class<?>[] loaded(Instrumentation instrumentation) {
        List<Class<?>> found = new ArrayList<Class<?>>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            String name = type.getName();
            if (isOfClients(name) && instrumentation.isModifiableClass(type)) {
                found.add(type);
            }
        }
        return found.toArray(new Class<?>[0]);
    }

    private static byte[] original(Class<?> type) throws IOException {
        InputStream in = type.getResourceAsStream("/" + type.getName().replace('.', '/') + ".class");
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read > 0; read = in.read(buffer)) {
            all.write(buffer, 0, read);
        }
        return all.toByteArray();
    }

    private static boolean isOfClients(String name) {
        return name.startsWith("sun.net.www.")
                || name.startsWith("jdk.internal.net.http.")
                || name.startsWith("java.net.");
    }

    private static final class Throwing implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                ClassLoader loader,
                String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] classFile) {
            if (name != null && isOfClients(name.replace('/', '.'))) {
                throw new IllegalStateException("thrown at " + name);
            }
            return null;
        }
    }

    @Override
    public byte @Nullable [] transform(
            ClassLoader loader,
            String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] classFile) {
        return changed(name, classFile);
    }

    /** The class file with its text in upper case; null for any other class. */
    private static byte @Nullable [] changed(String name, byte[] classFile) {
        byte[] changed = null;
        for (String[] change : CHANGES) {
            if (change[0].equals(name)) {
                String text = new String(changed == null ? classFile : changed, StandardCharsets.ISO_8859_1);
                changed = text.replace(change[1], change[1].toUpperCase(java.util.Locale.ROOT))
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        }
        return changed;
    }
}
