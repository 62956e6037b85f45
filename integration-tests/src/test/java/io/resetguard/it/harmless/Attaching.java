package io.resetguard.it.harmless;

import com.sun.tools.attach.AgentLoadException;
import com.sun.tools.attach.VirtualMachine;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.RunningJvm;
import java.nio.file.Path;

/** Loads agents into running JVMs. */
final class Attaching {
    private Attaching() {}

    /** The JVM does not complain of agents that come later, as it does from 21 on. */
    static ForkedJvm quietly(ForkedJvm jvm, Jdk jdk) {
        return jdk.feature() >= 21 ? jvm.jvm("-XX:+EnableDynamicAgentLoading") : jvm;
    }

    /** Returns when the agent's {@code agentmain} has. */
    static void load(RunningJvm jvm, Path agent, String options) throws Exception {
        VirtualMachine machine = VirtualMachine.attach(Long.toString(jvm.pid()));
        try {
            machine.loadAgent(agent.toString(), options);
        } catch (AgentLoadException e) {
            // JDK 8 says 0 for success in a form that a newer JDK does not read (JDK-8178404).
            if (!"0".equals(e.getMessage())) {
                throw e;
            }
        } finally {
            machine.detach();
        }
    }
}
