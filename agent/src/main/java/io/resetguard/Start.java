package io.resetguard;

import io.resetguard.bootstrap.HttpClientProbe;
import io.resetguard.bootstrap.Probe;
import io.resetguard.bootstrap.UrlConnectionProbe;
import io.resetguard.config.Options;
import io.resetguard.install.Jvm;
import io.resetguard.instrument.httpclient.HttpClientAccess;
import io.resetguard.instrument.httpclient.HttpClientHooks;
import io.resetguard.instrument.httpclient.HttpClientTracker;
import io.resetguard.instrument.urlconnection.UrlConnectionHooks;
import io.resetguard.instrument.urlconnection.UrlConnectionTracker;
import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The order of the rooms at start: doors now, everything behind them on the first use of each client. */
final class Start {

    private final Options options;
    private final Jvm jvm;
    private final Instrumentation instrumentation;
    private @Nullable ResetGuard guard;

    private Start(Options options, Jvm jvm, Instrumentation instrumentation) {
        this.options = options;
        this.jvm = jvm;
        this.instrumentation = instrumentation;
    }

    /** Made when it is needed: an application without HTTP never loads it. */
    private synchronized ResetGuard guard() {
        ResetGuard made = guard;
        if (made == null) {
            made = new ResetGuard(options, instrumentation, jvm.feature());
            guard = made;
            made.begin();
        }
        return made;
    }

    static void with(Options options, Jvm jvm, Instrumentation instrumentation, boolean attached) throws Exception {
        Start start = new Start(options, jvm, instrumentation);
        boolean urlConnection = options.watchesUrlConnection();
        boolean httpClient = options.watchesHttpClient() && jvm.feature() >= 11;
        jvm.onFirstUse(
                urlConnection ? start.new UrlConnectionUse() : null,
                urlConnection ? UrlConnectionHooks.triggers() : Collections.emptyList(),
                httpClient ? start.new HttpClientUse() : null,
                httpClient ? HttpClientHooks.triggers() : Collections.emptyList());
        if (options.events() != null) {
            start.guard();
        }
        if (attached) {
            // The clients may be in use already, without ever going through a door again.
            Probe.urlConnectionUse();
            if (httpClient && jvm.hasHttpClient()) {
                Probe.httpClientUse();
            }
        }
    }

    /** Runs on the first use of {@code HttpURLConnection}. */
    private final class UrlConnectionUse implements Runnable {
        @Override
        public void run() {
            try {
                jvm.open(
                        "java.lang.Object",
                        false,
                        "sun.net",
                        "sun.net.www",
                        "sun.net.www.http",
                        "sun.net.www.protocol.http",
                        "sun.net.www.protocol.https");
                UrlConnectionProbe.listener(new UrlConnectionTracker(guard(), ResetGuard.NANO_CLOCK));
                guard().tell(jvm.install(UrlConnectionHooks.table(), false, Collections.emptyList()));
            } catch (Throwable e) {
                guard().tell(Collections.singletonList("HttpURLConnection is not watched: " + e));
            } finally {
                Probe.urlConnectionInstalled();
            }
        }
    }

    /** Runs on the first use of {@code HttpClient}. */
    private final class HttpClientUse implements Runnable {
        @Override
        public void run() {
            try {
                jvm.open(
                        "java.net.http.HttpClient",
                        true,
                        "jdk.internal.net.http",
                        "jdk.internal.net.http.common",
                        "jdk.internal.net.http.frame");
                HttpClientAccess access = Class.forName("io.resetguard.instrument.httpclient.HttpClientObjects")
                        .asSubclass(HttpClientAccess.class)
                        .getDeclaredConstructor()
                        .newInstance();
                HttpClientProbe.listener(new HttpClientTracker(guard(), access, ResetGuard.NANO_CLOCK));
                List<String> missing = jvm.install(HttpClientHooks.table(), true, HttpClientHooks.notIn(jvm.feature()));
                guard().tell(missing);
            } catch (Throwable e) {
                guard().tell(Collections.singletonList("HttpClient is not watched: " + e));
            } finally {
                Probe.httpClientInstalled();
            }
        }
    }
}
