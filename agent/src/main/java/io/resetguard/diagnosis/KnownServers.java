package io.resetguard.diagnosis;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Servers by the product name in their {@code Server} header: how their idle timeout is set, and its default. */
enum KnownServers {
    /** ngx_http_core_module.c, keepalive_timeout. */
    NGINX("nginx", "nginx", "keepalive_timeout", 75),
    OPENRESTY("openresty", "OpenResty", "keepalive_timeout", 75),
    /** httpd.h, DEFAULT_KEEPALIVE_TIMEOUT. */
    APACHE("apache", "Apache httpd", "KeepAliveTimeout", 5),
    /** Tomcat to 8.0 named itself so; http.xml, keepAliveTimeout; server.xml sets connectionTimeout to 20 s. */
    TOMCAT("apache-coyote", "Tomcat", "keepAliveTimeout (Spring Boot: server.tomcat.keep-alive-timeout)", 20),
    /** gunicorn/config.py, keepalive. */
    GUNICORN("gunicorn", "gunicorn", "--keep-alive", 2),
    /** uvicorn/config.py, timeout_keep_alive. */
    UVICORN("uvicorn", "uvicorn", "--timeout-keep-alive", 5),
    /** nodejs.org/api/http.html, server.keepAliveTimeout; 65 s in the newest releases. It sends no Server header. */
    NODE("node.js", "Node.js", "server.keepAliveTimeout", 5),
    /** AbstractConnector._idleTimeout. */
    JETTY("jetty", "Jetty", "idleTimeout of the connector", 30),
    /** Undertow.java, NO_REQUEST_TIMEOUT. */
    UNDERTOW("undertow", "Undertow", "UndertowOptions.NO_REQUEST_TIMEOUT", 60),
    WILDFLY("wildfly", "WildFly", "no-request-timeout of the http-listener", 60),
    /** learn.microsoft.com, KestrelServerLimits.KeepAliveTimeout. */
    KESTREL("kestrel", "Kestrel", "KestrelServerLimits.KeepAliveTimeout", 130),
    /** learn.microsoft.com, IIS limits connectionTimeout. */
    IIS("microsoft-iis", "IIS", "connectionTimeout of the site's limits", 120),
    /** docs.aws.amazon.com, load balancer attributes. */
    ALB("awselb", "AWS ALB", "idle_timeout.timeout_seconds", 60),
    /** envoyproxy.io, FAQ timeouts. */
    ENVOY("envoy", "Envoy", "idle_timeout of common_http_protocol_options", 3600),
    ISTIO("istio-envoy", "Envoy (Istio)", "idle_timeout of common_http_protocol_options", 3600);

    private final String product;
    final String title;
    final String setting;
    final int defaultSeconds;

    KnownServers(String product, String title, String setting, int defaultSeconds) {
        this.product = product;
        this.title = title;
        this.setting = setting;
        this.defaultSeconds = defaultSeconds;
    }

    /** By what stands before the first slash, bracket or blank; {@code null}: not in the list. */
    static @Nullable KnownServers of(@Nullable String serverHeader) {
        if (serverHeader == null) {
            return null;
        }
        int end = 0;
        while (end < serverHeader.length() && end < 32 && "/( ".indexOf(serverHeader.charAt(end)) < 0) {
            end++;
        }
        String product = serverHeader.substring(0, end).toLowerCase(Locale.ROOT);
        for (KnownServers server : values()) {
            if (server.product.equals(product)) {
                return server;
            }
        }
        return null;
    }
}
