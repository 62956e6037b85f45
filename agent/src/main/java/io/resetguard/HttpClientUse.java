package io.resetguard;

import io.resetguard.bootstrap.HttpClientListener;
import io.resetguard.bootstrap.HttpClientProbe;
import io.resetguard.bootstrap.Probe;
import io.resetguard.instrument.httpclient.HttpClientAccess;
import io.resetguard.instrument.httpclient.HttpClientHooks;
import io.resetguard.instrument.httpclient.HttpClientTracker;
import java.util.Collections;
import java.util.List;

/** What happens on the first use of {@code java.net.http.HttpClient}. */
final class HttpClientUse implements Runnable {

    private static final String ACCESS = "io.resetguard.instrument.httpclient.HttpClientObjects";

    private final Start start;

    HttpClientUse(Start start) {
        this.start = start;
    }

    @Override
    public void run() {
        try {
            start.jvm.open(
                    "java.net.http.HttpClient",
                    true,
                    "jdk.internal.net.http",
                    "jdk.internal.net.http.common",
                    "jdk.internal.net.http.frame");
            HttpClientAccess access = Class.forName(ACCESS)
                    .asSubclass(HttpClientAccess.class)
                    .getDeclaredConstructor()
                    .newInstance();
            HttpClientListener tracker = HttpClientTracker.telling(start.guard(), access, ResetGuard.NANO_CLOCK);
            start.guard().followedBy(tracker);
            HttpClientProbe.listener(tracker);
            List<String> lost = start.jvm.install(HttpClientHooks.table(), true);
            if (!lost.isEmpty()) {
                tracker.degraded();
            }
            start.guard().tell(lost);
        } catch (Throwable e) {
            start.guard().tell(Collections.singletonList("HttpClient is not watched: " + e));
        } finally {
            Probe.httpClientInstaller(null);
        }
    }
}
