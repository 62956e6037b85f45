package io.resetguard;

import io.resetguard.bootstrap.Probe;
import io.resetguard.bootstrap.UrlConnectionListener;
import io.resetguard.bootstrap.UrlConnectionPoolListener;
import io.resetguard.bootstrap.UrlConnectionPoolProbe;
import io.resetguard.bootstrap.UrlConnectionProbe;
import io.resetguard.instrument.Hook;
import io.resetguard.instrument.urlconnection.UrlConnectionHooks;
import io.resetguard.instrument.urlconnection.UrlConnectionPoolHooks;
import io.resetguard.instrument.urlconnection.UrlConnectionTracker;
import io.resetguard.prevent.Reuses;
import io.resetguard.retry.JdkResends;
import io.resetguard.retry.Retries;
import java.util.ArrayList;
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
            ResetGuard guard = start.guard();
            Retries retries = guard.retries();
            JdkResends resends = guard.jdkResends();
            Reuses reuses = guard.reuses();
            UrlConnectionListener tracker =
                    UrlConnectionTracker.telling(guard, retries, resends, ResetGuard.NANO_CLOCK);
            UrlConnectionProbe.listener(tracker);
            List<Hook> hooks =
                    new ArrayList<>(retries == null ? UrlConnectionHooks.table() : UrlConnectionHooks.withRepeats());
            if (reuses != null) {
                hooks.addAll(UrlConnectionPoolHooks.table());
            }
            if (resends != null) {
                hooks.addAll(UrlConnectionHooks.blocking());
            }
            List<String> lost = start.jvm.install(hooks, false);
            if (retries != null && !lost.isEmpty()) {
                // What is proven of a request rests on all of them together.
                NotRetried untold = new NotRetried(guard, retries);
                untold.begin();
                tracker = UrlConnectionTracker.telling(untold, null, resends, ResetGuard.NANO_CLOCK);
                UrlConnectionProbe.listener(tracker);
                guard.tell(Collections.singletonList("retry is off for HttpURLConnection on this JDK"));
            }
            if (!lost.isEmpty()) {
                tracker.degraded();
            }
            guard.tell(lost);
            // Whether a connection is fit rests on all that was seen of it.
            boolean prevents = reuses != null && lost.isEmpty() && prevent(tracker, reuses);
            if (reuses != null && !prevents) {
                guard.tell(Collections.singletonList("prevent is off for HttpURLConnection on this JDK"));
            }
        } catch (Throwable e) {
            start.guard().tell(Collections.singletonList("HttpURLConnection is not watched: " + e));
        } finally {
            Probe.urlConnectionInstaller(null);
        }
    }

    /** Once the hooks are in: before, there was nothing in the pool. False where that is not as it is known. */
    private boolean prevent(UrlConnectionListener tracker, Reuses reuses) throws ClassNotFoundException {
        start.jvm.open("java.lang.Object", false, "java.net", "sun.nio.ch", "sun.security.ssl");
        UrlConnectionPoolListener pool = UrlConnectionTracker.pool(tracker, reuses);
        UrlConnectionPoolProbe.listener(pool);
        return pool != null;
    }
}
