package io.resetguard.library;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/** The HTTP client of the AWS SDK 2 that is made of HttpURLConnection; without a service above it, so without retries. */
public final class AwsUrlConnectionProgram {
    private static final SdkHttpClient CLIENT = UrlConnectionHttpClient.create();

    private AwsUrlConnectionProgram() {}

    public static String send(String method, String url, String body) throws IOException {
        SdkHttpRequest.Builder head =
                SdkHttpRequest.builder().uri(URI.create(url)).method(SdkHttpMethod.fromValue(method));
        HttpExecuteRequest.Builder request = HttpExecuteRequest.builder();
        if (!body.isEmpty()) {
            head.putHeader("Content-Length", Integer.toString(body.length()));
            request.contentStreamProvider(ContentStreamProvider.fromUtf8String(body));
        }
        HttpExecuteResponse response =
                CLIENT.prepareRequest(request.request(head.build()).build()).call();
        if (!response.responseBody().isPresent()) {
            return "";
        }
        try (InputStream in = response.responseBody().get()) {
            return text(in);
        }
    }

    private static String text(InputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            all.write(buffer, 0, read);
        }
        return new String(all.toByteArray(), StandardCharsets.ISO_8859_1);
    }
}
