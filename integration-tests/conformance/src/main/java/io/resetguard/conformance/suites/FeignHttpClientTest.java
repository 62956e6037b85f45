package io.resetguard.conformance.suites;

import feign.Feign;
import feign.client.AbstractClientTest;
import feign.http2client.Http2Client;

/** {@code HttpClient} below OpenFeign. */
public class FeignHttpClientTest extends AbstractClientTest {
    @Override
    public Feign.Builder newBuilder() {
        return Feign.builder().client(new Http2Client());
    }
}
