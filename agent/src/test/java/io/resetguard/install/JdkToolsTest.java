package io.resetguard.install;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdkToolsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdk.compiler/com.sun.tools.javac.Main -d out A.java",
                "jdk.jcmd/sun.tools.jcmd.JCmd",
                "java.base/sun.security.tools.keytool.Main -list",
                "com.sun.tools.javac.Main a/b.java",
                "sun.tools.jcmd.JCmd -l",
                "sun.security.tools.keytool.Main",
                "sun.rmi.registry.RegistryImpl",
                "jdk.jfr.internal.tool.Main print a.jfr",
            })
    void a_tool_of_the_jdk(String command) {
        assertTrue(JdkTools.isTool(command));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "/",
                "app.jar",
                "/opt/app/app.jar --port 80",
                "./jdk.compiler/app.jar",
                "jdk.compiler/com.sun.tools.javac.launcher.Main App.java",
                "jdk.compiler/com.sun.tools.javac.launcher.SourceLauncher App.java --port 80",
                "com.acme.Main jdk.compiler/com.sun.tools.javac.Main",
                "com.acme.app/com.acme.Main",
                "javax.tools.App a/b",
                "jdk.acme.Main a/b",
                "sun.acme.Main",
                "com.sun.faces.Main",
            })
    void an_application(String command) {
        assertFalse(JdkTools.isTool(command));
    }
}
