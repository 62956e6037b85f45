package io.resetguard.conformance.suites;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpClientTestSuite;
import software.amazon.awssdk.http.SdkHttpConfigurationOption;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/** {@code HttpURLConnection} below the AWS SDK. */
public class AwsUrlConnectionTest extends SdkHttpClientTestSuite {
    @Override
    protected SdkHttpClient createSdkHttpClient(SdkHttpClientOptions options) {
        UrlConnectionHttpClient.Builder builder = UrlConnectionHttpClient.builder();
        if (options.tlsTrustManagersProvider() != null) {
            builder.tlsTrustManagersProvider(options.tlsTrustManagersProvider());
        }
        return builder.buildWithDefaults(AttributeMap.builder()
                .put(SdkHttpConfigurationOption.TRUST_ALL_CERTIFICATES, options.trustAll())
                .build());
    }
}
