package io.resetguard;

import io.resetguard.bootstrap.HttpClientListener;
import io.resetguard.bootstrap.HttpClientPreventProbe;
import io.resetguard.bootstrap.HttpClientProbe;
import io.resetguard.bootstrap.HttpClientRetryProbe;
import io.resetguard.bootstrap.Probe;
import io.resetguard.instrument.Hook;
import io.resetguard.instrument.httpclient.HttpClientAccess;
import io.resetguard.instrument.httpclient.HttpClientHooks;
import io.resetguard.instrument.httpclient.HttpClientPreventHooks;
import io.resetguard.instrument.httpclient.HttpClientRetryHooks;
import io.resetguard.instrument.httpclient.HttpClientTracker;
import io.resetguard.prevent.Reuses;
import io.resetguard.retry.JdkResends;
import io.resetguard.retry.Retries;
import java.util.ArrayList;
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
            install(access, start.guard());
        } catch (Throwable e) {
            start.guard().tell(Collections.singletonList("HttpClient is not watched: " + e));
        } finally {
            Probe.httpClientInstaller(null);
        }
    }

    /** With none of retries, resends and reuses, nothing is installed that could change what the client does. */
    private void install(HttpClientAccess access, ResetGuard guard) throws Exception {
        Retries retries = guard.retries();
        JdkResends resends = guard.jdkResends();
        Reuses reuses = guard.reuses();
        NotRetried untold = retries == null ? null : new NotRetried(guard, retries);
        HttpClientListener tracker =
                HttpClientTracker.telling(untold == null ? guard : untold, reuses, access, ResetGuard.NANO_CLOCK);
        guard.followedBy(tracker);
        HttpClientProbe.listener(tracker);
        List<Hook> hooks = new ArrayList<>();
        if (retries != null) {
            HttpClientRetryProbe.listener(HttpClientTracker.retrier(tracker, retries, resends, ResetGuard.NANO_CLOCK));
            hooks.addAll(HttpClientRetryHooks.table());
        } else if (resends != null) {
            HttpClientRetryProbe.listener(HttpClientTracker.looking(tracker, resends));
            hooks.addAll(HttpClientRetryHooks.blocking());
        } else {
            hooks.addAll(HttpClientHooks.table());
        }
        if (reuses != null) {
            HttpClientPreventProbe.listener(HttpClientTracker.preventer(tracker, reuses, ResetGuard.NANO_CLOCK));
            hooks.addAll(HttpClientPreventHooks.own());
        }
        List<String> lost = start.jvm.install(hooks, true);
        if (!access.isComplete()) {
            lost.add("JDK " + System.getProperty("java.version")
                    + " has no Http1Exchange.connection as it is known; lost: bytes received");
        }
        if (untold != null && !lost.isEmpty()) {
            untold.begin();
            // What is proven of a request rests on all of them together.
            HttpClientRetryProbe.listener(HttpClientTracker.looking(tracker, resends));
            guard.tell(Collections.singletonList("retry is off for HttpClient on this JDK"));
        }
        if (reuses != null && !lost.isEmpty()) {
            // Whether a connection is fit rests on all that was seen of it.
            HttpClientPreventProbe.listener(null);
            guard.tell(Collections.singletonList("prevent is off for HttpClient on this JDK"));
        }
        if (!lost.isEmpty()) {
            tracker.degraded();
        }
        guard.tell(lost);
    }
}
