package io.resetguard.library;

import java.lang.instrument.Instrumentation;
import net.bytebuddy.agent.ByteBuddyAgent;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.matcher.ElementMatchers;

/** An agent as others write them with Byte Buddy: counts the calls of one method of a class of the JDK's. */
final class ByteBuddyCompany {
    /** A system property, for that is what any class of the JDK can reach. */
    private static final String CALLS = "byte-buddy-company.calls";

    private ByteBuddyCompany() {}

    /** Once; {@code -javaagent:byte-buddy-agent.jar} must have given the instrumentation. */
    static void counts(String className, String method) {
        Instrumentation instrumentation = ByteBuddyAgent.install();
        new AgentBuilder.Default()
                .disableClassFormatChanges()
                .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
                .ignore(ElementMatchers.none())
                .type(ElementMatchers.named(className))
                .transform((builder, type, loader, module, domain) -> builder.visit(Advice.to(Counting.class)
                        .on(ElementMatchers.named(method).and(ElementMatchers.isPublic()))))
                .installOn(instrumentation);
    }

    /** How often so far. */
    static String calls() {
        return "calls=" + System.getProperty(CALLS, "0");
    }

    /** Its code becomes that of the method. */
    public static final class Counting {
        private Counting() {}

        @Advice.OnMethodEnter
        static void enter() {
            System.setProperty(
                    "byte-buddy-company.calls",
                    String.valueOf(Integer.parseInt(System.getProperty("byte-buddy-company.calls", "0")) + 1));
        }
    }
}
