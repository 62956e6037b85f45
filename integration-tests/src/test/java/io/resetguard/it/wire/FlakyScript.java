package io.resetguard.it.wire;

import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Resets one in a hundred requests on reused connections; and all sends of the unlucky ones, on whatever connection. */
final class FlakyScript implements Script {
    static final int REQUESTS = 1_200;
    static final List<String> METHODS = List.of("GET", "PUT", "DELETE", "OPTIONS");

    /** A PUT each, in the midst of the others. */
    static final Set<String> UNLUCKY = Set.of(path(401), path(801));

    private final AtomicInteger reuses = new AtomicInteger();
    private final Map<String, Integer> resets = new ConcurrentHashMap<>();

    static String path(int number) {
        return "/" + number;
    }

    int resets() {
        return resets.values().stream().mapToInt(Integer::intValue).sum();
    }

    int resets(String path) {
        return resets.getOrDefault(path, 0);
    }

    @Override
    public ServerStep onRequest(ReceivedRequest request) {
        boolean oneInAHundred = request.onConnection() > 1 && reuses.incrementAndGet() % 100 == 0;
        if (!oneInAHundred && !UNLUCKY.contains(request.path())) {
            return SocketEffect.RESPOND.step();
        }
        resets.merge(request.path(), 1, Integer::sum);
        return SocketEffect.RESET_BEFORE_RESPONSE.step();
    }
}
