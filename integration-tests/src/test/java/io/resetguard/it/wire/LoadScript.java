package io.resetguard.it.wire;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ReceivedRequest;
import io.resetguard.it.support.Script;
import io.resetguard.it.support.ServerStep;
import io.resetguard.it.support.SocketEffect;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Resets every request, until it is well; then only what the JDK itself sends of a path below {@link #AGAIN}. */
final class LoadScript implements Script {
    static final String AGAIN = "/again/";

    private final int sendsOfJdk;
    private final Map<String, Integer> sends = new ConcurrentHashMap<>();
    private volatile boolean well;

    /** HttpURLConnection sends all that it can once more, HttpClient no OPTIONS. */
    LoadScript(Client client) {
        this.sendsOfJdk = client == Client.HTTP_CLIENT ? 1 : 2;
    }

    void isWell() {
        well = true;
    }

    @Override
    public ServerStep onRequest(ReceivedRequest request) {
        boolean reset = !well
                || (request.path().startsWith(AGAIN) && sends.merge(request.path(), 1, Integer::sum) <= sendsOfJdk);
        return (reset ? SocketEffect.RESET_BEFORE_RESPONSE : SocketEffect.RESPOND).step();
    }
}
