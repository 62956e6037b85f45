package io.resetguard;

import io.resetguard.bootstrap.Probe;
import io.resetguard.bootstrap.UrlConnectionListener;
import io.resetguard.bootstrap.UrlConnectionProbe;
import io.resetguard.instrument.urlconnection.UrlConnectionHooks;
import io.resetguard.instrument.urlconnection.UrlConnectionTracker;
import java.util.Collections;
import java.util.List;

/** What happens on the first use of {@code HttpURLConnection}. */
final class UrlConnectionUse implements Runnable {

    private final Start start;

    UrlConnectionUse(Start start) {
        this.start = start;
    }

    @Override
    public void run() {
        try {
            start.jvm.open(
                    "java.lang.Object",
                    false,
                    "sun.net",
                    "sun.net.www",
                    "sun.net.www.http",
                    "sun.net.www.protocol.http",
                    "sun.net.www.protocol.https");
            UrlConnectionListener tracker = UrlConnectionTracker.telling(start.guard(), ResetGuard.NANO_CLOCK);
            UrlConnectionProbe.listener(tracker);
            List<String> lost = start.jvm.install(UrlConnectionHooks.table(), false);
            if (!lost.isEmpty()) {
                tracker.degraded();
            }
            start.guard().tell(lost);
        } catch (Throwable e) {
            start.guard().tell(Collections.singletonList("HttpURLConnection is not watched: " + e));
        } finally {
            Probe.urlConnectionInstaller(null);
        }
    }
}
