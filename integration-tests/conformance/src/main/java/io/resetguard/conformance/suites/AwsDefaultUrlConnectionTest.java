package io.resetguard.conformance.suites;

import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpClientDefaultTestSuite;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The same without any setting. */
public class AwsDefaultUrlConnectionTest extends SdkHttpClientDefaultTestSuite {
    @Override
    protected SdkHttpClient createSdkHttpClient() {
        return UrlConnectionHttpClient.create();
    }
}
