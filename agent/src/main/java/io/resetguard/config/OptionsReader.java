package io.resetguard.config;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads the options from where users set them: agent argument, system properties, environment, file; the first that
 * names a key wins. Never throws for what it reads. On the way to {@code main}, so it loads few classes.
 */
public final class OptionsReader {
    static final String PROPERTY_PREFIX = "resetguard.";
    static final String VARIABLE_PREFIX = "RESETGUARD_";
    private static final String ARGUMENT = "agent argument";

    /** Each by the name it has in its source. */
    private final Map<String, String> arguments = new HashMap<>();

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();
    private final Map<String, String> file = new HashMap<>();
    private final Map<Option, Object> found = new EnumMap<>(Option.class);
    private final Map<Option, Setting> settings = new EnumMap<>(Option.class);
    private String fileName = "";
    private @Nullable Problems problems;
    private boolean observeOnly;

    private OptionsReader() {}

    /**
     * All four sources.
     *
     * @param agentArgs null where the JVM gave none
     */
    public static Options read(
            @Nullable String agentArgs, Properties properties, Map<String, String> environment, ConfigFile opener) {
        OptionsReader reader = new OptionsReader();
        if (agentArgs != null && !agentArgs.isEmpty()) {
            Arguments.read(agentArgs, reader.arguments, reader.problems());
        }
        reader.takeProperties(properties);
        reader.takeVariables(environment);
        return reader.read(opener);
    }

    private void takeProperties(Properties all) {
        // Not stringPropertyNames: that copies them all, and the defaults of defaults are none of ours.
        for (Map.Entry<Object, Object> entry : all.entrySet()) {
            Object name = entry.getKey();
            Object value = entry.getValue();
            if (name instanceof String && value instanceof String && ((String) name).startsWith(PROPERTY_PREFIX)) {
                properties.put((String) name, (String) value);
            }
        }
    }

    private void takeVariables(Map<String, String> all) {
        for (String name : all.keySet()) {
            String value = name.startsWith(VARIABLE_PREFIX) ? all.get(name) : null;
            // Compose files and charts leave variables empty to say that they are not set.
            if (value != null && !value.trim().isEmpty()) {
                variables.put(name, value);
            }
        }
    }

    private Options read(ConfigFile opener) {
        Option[] all = Option.values();
        find(Option.CONFIG);
        Object config = found.get(Option.CONFIG);
        if (config != null && !"".equals(config)) {
            readFile((String) config, opener);
        }
        for (Option option : all) {
            if (option != Option.CONFIG) {
                find(option);
            }
        }
        complainOfUnknownKeys(all);
        if (observeOnly) {
            problems().observeOnly();
        }
        complete(all);
        List<String> lines = problems == null ? Collections.<String>emptyList() : problems.lines();
        return new Options(found, settings, lines, observeOnly);
    }

    /** Takes the first source that names the option; its value may be bad, then the default is used. */
    private void find(Option option) {
        if (take(option, arguments.get(option.key()), ARGUMENT)) {
            return;
        }
        if (!properties.isEmpty()) {
            String property = option.property();
            if (take(option, properties.get(property), property)) {
                return;
            }
        }
        if (!variables.isEmpty()) {
            String variable = option.variable();
            if (take(option, variables.get(variable), variable)) {
                return;
            }
        }
        take(option, file.get(option.key()), fileName);
    }

    /** Whether the source names the option. */
    private boolean take(Option option, @Nullable String text, String where) {
        if (text == null) {
            return false;
        }
        Object value = OptionValue.parse(option, text.trim());
        if (value == null) {
            problems().badValue(option, described(where), text);
            observeOnly |= option.concernsActions();
        } else {
            found.put(option, value);
            settings.put(option, new Setting(described(where), text.trim()));
        }
        return true;
    }

    private static String described(String where) {
        if (where.startsWith(PROPERTY_PREFIX)) {
            return "system property " + where;
        }
        return where.startsWith(VARIABLE_PREFIX) ? "environment variable " + where : where;
    }

    private void readFile(String path, ConfigFile opener) {
        String reason = OptionsFile.read(path, opener, file);
        fileName = path;
        if (reason.isEmpty()) {
            return;
        }
        String where = variables.containsKey(Option.CONFIG.variable()) ? Option.CONFIG.variable() : ARGUMENT;
        where = properties.containsKey(Option.CONFIG.property()) ? Option.CONFIG.property() : where;
        where = arguments.containsKey(Option.CONFIG.key()) ? ARGUMENT : where;
        problems().unreadableConfig(path, described(where), reason);
        observeOnly = true;
    }

    private void complete(Option[] all) {
        if (observeOnly) {
            found.put(Option.MODE, "observe");
            found.put(Option.RETRY, "off");
            found.put(Option.PREVENT, "off");
            found.put(Option.JDK_RESEND, "keep");
        } else if ("guard".equals(found.get(Option.MODE))) {
            found.putIfAbsent(Option.RETRY, "idempotent");
            found.putIfAbsent(Option.PREVENT, "on");
            found.putIfAbsent(Option.JDK_RESEND, "block");
        }
        for (Option option : all) {
            Object value = found.containsKey(option) ? null : OptionValue.parse(option, option.defaultValue());
            if (value != null) {
                found.put(option, value);
            }
        }
    }

    private void complainOfUnknownKeys(Option[] all) {
        complain(arguments, ARGUMENT);
        for (String name : properties.keySet()) {
            String key = name.substring(PROPERTY_PREFIX.length());
            if (Option.of(key) == null) {
                problems().unknownKey(key, described(name));
            }
        }
        for (String name : variables.keySet()) {
            if (!isKnownVariable(all, name)) {
                problems().unknownKey(name, "environment");
            }
        }
        if (file.containsKey(Option.CONFIG.key())) {
            problems().configInFile(fileName);
        }
        complain(file, fileName);
    }

    private void complain(Map<String, String> source, String where) {
        for (String key : source.keySet()) {
            if (Option.of(key) == null) {
                problems().unknownKey(key, where);
            }
        }
    }

    private static boolean isKnownVariable(Option[] all, String name) {
        for (Option option : all) {
            if (option.variable().equals(name)) {
                return true;
            }
        }
        // Kubernetes sets these in every pod beside a service that happens to be called resetguard.
        return name.startsWith("RESETGUARD_SERVICE_") || name.startsWith("RESETGUARD_PORT");
    }

    private Problems problems() {
        if (problems == null) {
            problems = new Problems();
        }
        return problems;
    }
}
