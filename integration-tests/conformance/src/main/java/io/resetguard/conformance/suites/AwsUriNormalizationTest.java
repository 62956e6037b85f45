package io.resetguard.conformance.suites;

import software.amazon.awssdk.http.HttpClientUriNormalizationTestSuite;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** What becomes of odd paths. */
public class AwsUriNormalizationTest extends HttpClientUriNormalizationTestSuite {
    @Override
    protected SdkHttpClient createSdkHttpClient() {
        return UrlConnectionHttpClient.create();
    }
}
