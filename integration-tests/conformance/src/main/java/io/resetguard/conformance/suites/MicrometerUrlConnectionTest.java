package io.resetguard.conformance.suites;

import io.micrometer.core.ipc.http.HttpSender;
import io.micrometer.core.ipc.http.HttpSenderCompatibilityKit;
import io.micrometer.core.ipc.http.HttpUrlConnectionSender;

/** {@code HttpURLConnection} below Micrometer's registries. */
public class MicrometerUrlConnectionTest extends HttpSenderCompatibilityKit {
    @Override
    public HttpSender httpClient() {
        return new HttpUrlConnectionSender();
    }
}
