package io.resetguard.diagnosis;

import static io.resetguard.diagnosis.Patient.diagnose;
import static io.resetguard.diagnosis.Patient.says;
import static io.resetguard.diagnosis.Patient.saysNothingOf;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.resetguard.exchange.Resets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AdviceTest {

    @Test
    void http_url_connection_has_a_property_where_nothing_was_announced() {
        List<String> advice = staleUrlConnection(25, 4700);
        says(advice, "-Dhttp.keepAlive.time.server=3 (seconds, for all origins that announce no timeout");
        says(advice, "-Dhttp.keepAlive=false");
        saysNothingOf(advice, "17.0.5");
    }

    @Test
    void older_jdks_have_it_in_their_updates_and_some_not_at_all() {
        says(staleUrlConnection(17, 4700), "JDK 17.0.5, 11.0.17");
        says(staleUrlConnection(8, 4700), "8u updates since 2024");
        saysNothingOf(staleUrlConnection(15, 4700), "http.keepAlive.time");
        says(staleUrlConnection(15, 4700), "-Dhttp.keepAlive=false");
    }

    @Test
    void behind_a_proxy_it_is_another_property() {
        says(
                diagnose(25, Resets.urlConnection().idle(20_000).proxy("proxy.example:3128"))
                        .advice(),
                "-Dhttp.keepAlive.time.proxy=19 ");
    }

    @Test
    void an_announced_timeout_goes_before_the_property_of_http_url_connection() {
        List<String> advice = diagnose(
                        25, Resets.urlConnection().idle(5001).announced(5, -1).server("nginx/1.22.1"))
                .advice();
        says(advice, "-Dhttp.keepAlive.time.server does not change that");
        says(advice, "keepalive_timeout 10s 5s");
        saysNothingOf(advice, "time.server=");
    }

    @Test
    void a_timeout_too_short_for_seconds_means_no_keep_alive() {
        says(diagnose(25, Resets.httpClient().idle(1500)).advice(), "after 1 s, too soon for any idle limit");
        says(
                diagnose(25, Resets.httpClient().idle(300)).advice(),
                "after less than 1 s, too soon for any idle limit in seconds; do without keep-alive for this origin");
        says(staleUrlConnection(25, 1900), "setRequestProperty(\"Connection\", \"close\")");
    }

    @Test
    void http_2_had_no_idle_limit_before_jdk_20() {
        List<String> advice =
                diagnose(17, Resets.httpClient().h2(-1, 5, -1).idle(70_000)).advice();
        says(advice, "up to JDK 19 there is no idle limit for HTTP/2");
        saysNothingOf(advice, "timeout=");
    }

    @Test
    void the_servers_own_setting_is_named_by_its_product() {
        says(serverAdvice("nginx/1.22.1"), "raise nginx's keepalive_timeout (75 s unless set)");
        says(serverAdvice("Apache/2.4.62 (Debian) secret"), "Apache httpd's KeepAliveTimeout (5 s");
        says(serverAdvice("Apache-Coyote/1.1"), "Tomcat's keepAliveTimeout");
        says(serverAdvice("gunicorn"), "gunicorn's --keep-alive (2 s");
        says(serverAdvice("uvicorn"), "--timeout-keep-alive (5 s");
        says(serverAdvice("Jetty(12.0.1)"), "idleTimeout");
        says(serverAdvice("Kestrel"), "above the client's idle limit of 30.0 s");
    }

    @Test
    void a_server_header_is_never_repeated() {
        says(serverAdvice("secret/1.0"), "nginx keepalive_timeout, Apache KeepAliveTimeout");
        assertNull(KnownServers.of("nginx-secret"));
        assertNull(KnownServers.of("x".repeat(100_000)));
        assertNull(KnownServers.of(""));
        assertNull(KnownServers.of(null));
    }

    @Test
    void a_post_sent_again_is_advised_on_truthfully() {
        List<String> post = resent(Resets.urlConnection(), "POST");
        says(post, "-Dsun.net.http.retryPost=false");
        says(post, "it still does when the connection breaks while the request is being written");
        says(post, "for POST only");
        saysNothingOf(resent(Resets.urlConnection(), "PATCH"), "retryPost");
        says(resent(Resets.httpClient(), "POST"), "jdk.httpclient.enableAllMethodRetry");
    }

    @Test
    void a_post_sent_again_after_a_time_out_has_another_reason() {
        List<String> post = resent(Resets.httpClient().timedOut(), "POST");
        says(post, "JDK 26 and 27");
        says(post, "jdk-resend=block");
        saysNothingOf(post, "enableAllMethodRetry");
    }

    @Test
    void idempotent_requests_sent_again_need_no_advice() {
        for (String method : List.of("GET", "HEAD", "OPTIONS", "TRACE", "PUT", "DELETE")) {
            assertEquals(List.of(), resent(Resets.urlConnection(), method));
            assertEquals(List.of(), resent(Resets.httpClient(), method));
        }
        assertEquals(List.of(), resent(Resets.httpClient(), null));
    }

    @Test
    void a_method_of_the_applications_own_is_not_repeated() {
        saysNothingOf(resent(Resets.httpClient(), "SECRET"), "SECRET");
        saysNothingOf(resent(Resets.urlConnection(), "SECRET"), "SECRET");
    }

    private static List<String> resent(Resets after, @Nullable String method) {
        return Advice.forResend(after.method(method).build());
    }

    private static List<String> staleUrlConnection(int jdk, long idleMillis) {
        Diagnosis d = diagnose(jdk, Resets.urlConnection().idle(idleMillis));
        assertEquals(Cause.STALE_KEEP_ALIVE, d.cause());
        return d.advice();
    }

    private static List<String> serverAdvice(String server) {
        return diagnose(25, Resets.httpClient().idle(20_000).clientLimit(30).server(server))
                .advice();
    }
}
