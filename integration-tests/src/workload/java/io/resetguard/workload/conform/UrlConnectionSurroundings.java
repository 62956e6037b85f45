package io.resetguard.workload.conform;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CacheRequest;
import java.net.CacheResponse;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ResponseCache;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a JVM has once for all its connections: cookies, a cache, proxies. */
final class UrlConnectionSurroundings {
    private UrlConnectionSurroundings() {}

    static void all(Exercises exercises) {
        cookies(exercises);
        caches(exercises);
        proxies(exercises);
    }

    private static void cookies(Exercises exercises) {
        exercises.say("cookies", at -> {
            CookieManager manager = new CookieManager();
            CookieHandler.setDefault(manager);
            String first = Asking.get(at.http("cookie"));
            return first
                    + Asking.get(at.http("header/cookie"))
                    + manager.getCookieStore().getCookies();
        });
        exercises.say("cookies-of-own-handler", at -> {
            StringBuilder calls = new StringBuilder();
            CookieHandler.setDefault(new CookieHandler() {
                @Override
                public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                    calls.append("get ").append(uri).append(headers.keySet());
                    return Collections.singletonMap("Cookie", Arrays.asList("a=1", "b=2"));
                }

                @Override
                public void put(URI uri, Map<String, List<String>> headers) {
                    calls.append(" put ").append(uri).append(headers.get("Set-Cookie"));
                }
            });
            return Asking.get(at.http("header/cookie")) + Asking.get(at.http("cookie")) + calls;
        });
        exercises.say("cookies-of-broken-handler", at -> {
            CookieHandler.setDefault(new CookieHandler() {
                @Override
                public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                    throw new IllegalStateException("the application's own fault");
                }

                @Override
                public void put(URI uri, Map<String, List<String>> headers) {}
            });
            return Asking.get(at.http("ok"));
        });
        exercises.say("cookies-no-more", at -> {
            CookieHandler.setDefault(null);
            return Asking.get(at.http("header/cookie"));
        });
    }

    private static void caches(Exercises exercises) {
        StringBuilder calls = new StringBuilder();
        ByteArrayOutputStream stored = new ByteArrayOutputStream();
        ResponseCache cache = new ResponseCache() {
            @Override
            public @Nullable CacheResponse get(URI uri, String method, Map<String, List<String>> headers) {
                calls.append("get ").append(method).append(' ').append(headers);
                return uri.getPath().contains("cache-hit") ? new Cached() : null;
            }

            @Override
            public CacheRequest put(URI uri, URLConnection connection) {
                calls.append(" put ").append(connection.getHeaderFields());
                return new CacheRequest() {
                    @Override
                    public OutputStream getBody() {
                        return stored;
                    }

                    @Override
                    public void abort() {
                        calls.append(" abort");
                    }
                };
            }
        };
        exercises.say("cache-hit", at -> {
            ResponseCache.setDefault(cache);
            HttpURLConnection connection = Asking.open(at.http("ok"));
            return connection.getResponseCode() + Asking.text(connection.getInputStream()) + calls;
        });
        exercises.say("cache-put", at -> Asking.get(at.http("ok")) + stored + calls);
        exercises.say("cache-put-chunked", at -> Asking.get(at.http("chunked")) + stored);
        exercises.say("cache-aborted", at -> {
            Asking.open(at.http("large")).getInputStream().close();
            return calls;
        });
        exercises.say("cache-not-used", at -> {
            HttpURLConnection connection = Asking.open(at.http("cache-hit"));
            connection.setUseCaches(false);
            return Asking.answer(connection);
        });
        exercises.say("cache-no-more", at -> {
            ResponseCache.setDefault(null);
            return Asking.get(at.http("cache-hit"));
        });
    }

    /** What the cache has. */
    private static final class Cached extends CacheResponse {
        @Override
        public Map<String, List<String>> getHeaders() {
            return Collections.singletonMap(null, Collections.singletonList("HTTP/1.1 200 Cached"));
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream("from the cache".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        }
    }

    private static void proxies(Exercises exercises) {
        exercises.say("proxy", at -> Asking.answer(by(at, "proxy", at.elsewhere("echo"))));
        exercises.say("proxy-of-socks", at -> {
            Proxy proxy = new Proxy(Proxy.Type.SOCKS, address(at, "refused"));
            return Asking.answer((HttpURLConnection) new URL(at.http("ok")).openConnection(proxy));
        });
        exercises.say("proxy-post", at -> {
            HttpURLConnection connection = by(at, "proxy", at.elsewhere("echo"));
            return Asking.send(connection, "a body") + connection.usingProxy();
        });
        exercises.say("proxy-locked", at -> Asking.answer(by(at, "locked-proxy", at.elsewhere("ok"))));
        exercises.say("proxy-for-tls", at -> Asking.answer(by(at, "proxy", at.https("ok"))));
        UrlConnectionAnswers.identify(exercises, UrlConnectionAnswers.authenticator());
        exercises.say("proxy-unlocked", at -> Asking.answer(by(at, "locked-proxy", at.elsewhere("ok"))));
        exercises.say("proxy-for-tls-locked", at -> Asking.answer(by(at, "locked-proxy", at.https("ok"))));
        UrlConnectionAnswers.identify(exercises, null);
        exercises.say(
                "proxy-none",
                at -> Asking.answer((HttpURLConnection) new URL(at.http("ok")).openConnection(Proxy.NO_PROXY)));
        exercises.say("proxy-refused", at -> Asking.answer(by(at, "refused", at.elsewhere("ok"))));
        exercises.say("proxy-selected", at -> {
            ProxySelector before = ProxySelector.getDefault();
            Selector selector = new Selector(at);
            ProxySelector.setDefault(selector);
            try {
                return Asking.get(at.elsewhere("ok")) + selector.calls;
            } finally {
                ProxySelector.setDefault(before);
            }
        });
    }

    private static HttpURLConnection by(Place at, String proxy, String url) throws IOException {
        return (HttpURLConnection) new URL(url).openConnection(new Proxy(Proxy.Type.HTTP, address(at, proxy)));
    }

    private static InetSocketAddress address(Place at, String server) {
        return new InetSocketAddress(at.host(server), at.port(server));
    }

    /** First one that refuses, then one that does not. */
    private static final class Selector extends ProxySelector {
        final StringBuilder calls = new StringBuilder();
        private final Place at;

        Selector(Place at) {
            this.at = at;
        }

        @Override
        public List<Proxy> select(URI uri) {
            calls.append("select ").append(uri);
            return Arrays.asList(
                    new Proxy(Proxy.Type.HTTP, address(at, "refused")),
                    new Proxy(Proxy.Type.HTTP, address(at, "proxy")));
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            calls.append(" failed ").append(uri).append(' ').append(failure);
        }
    }
}
