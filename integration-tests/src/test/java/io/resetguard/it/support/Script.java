package io.resetguard.it.support;

import java.util.List;
import java.util.Map;

/** Decides what {@link ScriptedServer} does. Called by the connections' threads, one connection at a time each. */
@FunctionalInterface
public interface Script {
    /** What is done with a request whose head has been read; its body has not. */
    ServerStep onRequest(ReceivedRequest request);

    /** What is done with connection {@code number} (the first is 1) when it is accepted. */
    default ServerStep onConnection(int number) {
        return SocketEffect.SERVE.step();
    }

    /** The n-th step for the n-th request that the server receives; the last one for all that follow. */
    static Script requests(ServerStep... steps) {
        List<ServerStep> list = List.of(steps);
        return request -> list.get(Math.min(request.number(), list.size()) - 1);
    }

    /** {@link #requests(ServerStep...)} with the usual numbers. */
    static Script requests(SocketEffect... effects) {
        return requests(steps(effects));
    }

    /** The n-th effect for the n-th connection, the last one for all that follow; requests are answered. */
    static Script connections(SocketEffect... effects) {
        List<ServerStep> list = List.of(steps(effects));
        return new Script() {
            @Override
            public ServerStep onRequest(ReceivedRequest request) {
                ServerStep step = onConnection(request.connection());
                return step.effect().onAccept() ? SocketEffect.RESPOND.step() : step;
            }

            @Override
            public ServerStep onConnection(int number) {
                return list.get(Math.min(number, list.size()) - 1);
            }
        };
    }

    /** The step of the request's path; a complete response for any other path. */
    static Script paths(Map<String, ServerStep> steps) {
        return request -> steps.getOrDefault(request.path(), SocketEffect.RESPOND.step());
    }

    /** Each step in its place: those of a connection by the connection's number, the others by the request's. */
    static Script steps(List<ServerStep> steps) {
        List<ServerStep> accepts =
                steps.stream().filter(step -> step.effect().onAccept()).toList();
        List<ServerStep> answers =
                steps.stream().filter(step -> !step.effect().onAccept()).toList();
        return new Script() {
            @Override
            public ServerStep onRequest(ReceivedRequest request) {
                return answers.isEmpty()
                        ? SocketEffect.RESPOND.step()
                        : answers.get(Math.min(request.number(), answers.size()) - 1);
            }

            @Override
            public ServerStep onConnection(int number) {
                boolean answered = number > accepts.size() && !answers.isEmpty();
                return accepts.isEmpty() || answered
                        ? SocketEffect.SERVE.step()
                        : accepts.get(Math.min(number, accepts.size()) - 1);
            }
        };
    }

    private static ServerStep[] steps(SocketEffect... effects) {
        return java.util.Arrays.stream(effects).map(SocketEffect::step).toArray(ServerStep[]::new);
    }
}
