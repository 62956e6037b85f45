package io.resetguard.install;

/**
 * Tells the JDK's own tools (keytool, jcmd, javac …) from applications: they get the agent through
 * {@code JAVA_TOOL_OPTIONS}, and nothing is to be done or printed in them.
 */
public final class JdkTools {

    private static final String[] MAIN_CLASSES = {
        "sun.tools.",
        "com.sun.tools.",
        "sun.security.tools.",
        "sun.rmi.",
        "sun.jvmstat.",
        "sun.launcher.",
        "com.sun.java.util.jar.",
        "jdk.jfr.internal.tool.",
        "jdk.tools.",
        "jdk.internal.jshell.",
        "jdk.internal.jimage.",
        "org.openjdk.jextract."
    };

    private static final String SOURCE_LAUNCHER = "jdk.compiler/com.sun.tools.javac.launcher.";

    private JdkTools() {}

    /** Is the main class of this command line ({@code sun.java.command}) that of a JDK tool? */
    public static boolean isTool(String command) {
        int slash = command.indexOf('/');
        int space = command.indexOf(' ');
        if (command.startsWith(SOURCE_LAUNCHER)) {
            return false; // java Program.java
        }
        boolean moduleForm = slash > 0 && (space < 0 || slash < space);
        if (moduleForm && (command.startsWith("jdk.") || command.startsWith("java."))) {
            return true;
        }
        for (String prefix : MAIN_CLASSES) {
            if (command.startsWith(prefix)) {
                return true;
            }
        }
        return false;
    }
}
