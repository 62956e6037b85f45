package io.resetguard.install;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** What the agent asks of the JDK's module system and of its boot loader; one way to JDK 8, one from 9. */
public interface JdkModules {

    /**
     * Defines a class in the boot loader without touching its path, so that neither the JVM warns nor a CDS archive is
     * refused.
     *
     * @param name with slashes
     */
    void define(Instrumentation instrumentation, String name, byte[] classFile) throws Exception;

    /** Opens packages of {@code member}'s module to the agent, and to nobody else. */
    void open(Instrumentation instrumentation, Class<?> member, String... packages);

    /**
     * Lets the classes of a named module call the bridge, which lies in the boot loader's unnamed module. The JVM does so
     * by itself only where a class of the module is transformed while it is loaded, not where it is redefined.
     */
    void letReadBridge(Instrumentation instrumentation, String moduleName);

    /** The platform loader, or {@code null} for the boot loader, where JDK 8 has all of it. */
    @Nullable
    ClassLoader platformLoader();
}
