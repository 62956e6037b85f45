package io.resetguard.install;

import io.resetguard.instrument.Hook;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of a hook table into their classes and leaves nothing behind: a class that is not loaded yet is loaded
 * under a transformer that is not retransform-capable and goes at once, one that is loaded is redefined. Both survive
 * another agent's later retransformation; no transformer stays registered (docs/adr/0003).
 */
final class HookInstaller {

    private final Instrumentation instrumentation;
    private final @Nullable ClassLoader loader;
    private final Map<String, List<Hook>> byClass = new LinkedHashMap<>();
    private final List<Hook> missing = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Throwable> failures = Collections.synchronizedMap(new HashMap<>());

    /** For rows whose classes all belong to {@code loader} ({@code null}: boot). */
    HookInstaller(Instrumentation instrumentation, @Nullable ClassLoader loader, List<Hook> table) {
        this.instrumentation = instrumentation;
        this.loader = loader;
        for (Hook hook : table) {
            if (!InheritedFields.areThere(hook)) {
                missing.add(hook);
                continue;
            }
            List<Hook> rows = byClass.get(hook.className());
            if (rows == null) {
                rows = new ArrayList<>();
                byClass.put(hook.className(), rows);
            }
            rows.add(hook);
        }
    }

    /** Installs all rows; gives back those that are not in place, be it that this JDK has nothing for them to match. */
    List<Hook> install() {
        Map<String, Class<?>> loaded = loaded();
        loadTransformed(loaded);
        redefine(loaded);
        return missing;
    }

    /** Why a class could not be rewritten at all, by its name. */
    Map<String, Throwable> failures() {
        return failures;
    }

    private Map<String, Class<?>> loaded() {
        Map<String, Class<?>> found = new HashMap<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            if (type.getClassLoader() == loader) {
                String name = type.getName().replace('.', '/');
                if (byClass.containsKey(name)) {
                    found.put(name, type);
                }
            }
        }
        return found;
    }

    private void loadTransformed(Map<String, Class<?>> alreadyLoaded) {
        Transformer transformer = new Transformer();
        instrumentation.addTransformer(transformer, false);
        try {
            for (String name : byClass.keySet()) {
                if (alreadyLoaded.containsKey(name)) {
                    continue;
                }
                try {
                    Class<?> type = Class.forName(name.replace('/', '.'), false, loader);
                    if (!transformer.seen.contains(name)) {
                        alreadyLoaded.put(name, type); // it came in between: redefine it
                    }
                } catch (ClassNotFoundException | LinkageError e) {
                    failed(name, e);
                }
            }
        } finally {
            instrumentation.removeTransformer(transformer);
        }
    }

    private void redefine(Map<String, Class<?>> types) {
        List<ClassDefinition> definitions = new ArrayList<>();
        for (Map.Entry<String, Class<?>> entry : types.entrySet()) {
            try {
                byte[] hooked = rewrite(entry.getKey(), JdkClassFiles.of(entry.getValue()));
                if (hooked != null) {
                    definitions.add(new ClassDefinition(entry.getValue(), hooked));
                }
            } catch (Throwable e) {
                failed(entry.getKey(), e);
            }
        }
        if (!definitions.isEmpty()) {
            redefine(definitions);
        }
    }

    /** All at once, for each redefinition stops the JVM; one by one only where the JVM refuses them together. */
    private void redefine(List<ClassDefinition> definitions) {
        try {
            instrumentation.redefineClasses(definitions.toArray(new ClassDefinition[0]));
        } catch (Throwable refused) {
            if (definitions.size() == 1) {
                failed(definitions.get(0).getDefinitionClass().getName().replace('.', '/'), refused);
                return;
            }
            for (ClassDefinition definition : definitions) {
                redefine(Collections.singletonList(definition));
            }
        }
    }

    private void failed(String name, Throwable why) {
        failures.put(name, why);
        missing.removeAll(rows(name));
        missing.addAll(rows(name));
    }

    private byte @Nullable [] rewrite(String name, byte[] classFile) {
        try {
            return ClassRewriter.rewrite(classFile, rows(name), missing);
        } catch (Throwable e) {
            failed(name, e);
            return null;
        }
    }

    private List<Hook> rows(String name) {
        List<Hook> rows = byClass.get(name);
        return rows == null ? Collections.<Hook>emptyList() : rows;
    }

    /** Sees every class that any thread loads meanwhile: looks at the name first, and at nothing else. */
    private final class Transformer implements ClassFileTransformer {

        final java.util.Set<String> seen = java.util.concurrent.ConcurrentHashMap.newKeySet();

        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader definingLoader,
                @Nullable String name,
                @Nullable Class<?> redefined,
                @Nullable ProtectionDomain domain,
                byte[] classFile) {
            if (name == null || redefined != null || definingLoader != loader || !byClass.containsKey(name)) {
                return null;
            }
            seen.add(name);
            return rewrite(name, classFile);
        }
    }
}
