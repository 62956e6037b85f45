package io.resetguard.it.bench;

import java.util.ArrayList;
import java.util.List;

/** One column of the comparison: a name and the JVM arguments that make it. The first is the base. */
record Variant(String name, List<String> jvmArguments) {

    static List<Variant> all(String agentJar, String peerJar) throws Exception {
        List<Variant> all = new ArrayList<>();
        all.add(new Variant("no agent", List.of()));
        all.add(new Variant("no agent again", List.of()));
        all.add(new Variant("empty agent", List.of("-javaagent:" + EmptyAgent.jar())));
        all.add(new Variant("resetguard", List.of("-javaagent:" + agentJar)));
        all.add(new Variant("on guard", List.of("-javaagent:" + agentJar + "=mode=guard")));
        if (!peerJar.equals("none")) {
            all.add(new Variant("peer", List.of("-javaagent:" + peerJar)));
        }
        return all;
    }
}
