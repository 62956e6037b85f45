package io.resetguard.workload.conform;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Kinds of answers; redirects, credentials, cookies and proxies. */
final class HttpClientCourses {
    private HttpClientCourses() {}

    static void all(Exercises exercises) {
        for (String answer : Arrays.asList(
                "status/200",
                "status/304",
                "status/404",
                "status/500",
                "trailer",
                "until-close",
                "old",
                "no-reason",
                "early",
                "several",
                "dated")) {
            exercises.say("answer-" + answer.replace('/', '-'), at -> Sending.send(Sending.get(at.http(answer))));
        }
        exercises.say("answer-garbage", 2, at -> Sending.send(Sending.post(at.http("garbage"))));
        exercises.say("reset-post", 1, at -> Sending.send(Sending.post(at.http("reset"))));
        exercises.say(
                "fields",
                at -> Sending.send(Sending.request(at.http("header/x-many"))
                        .header("X-Many", "1")
                        .header("X-Many", "2")
                        .setHeader("User-Agent", "own")
                        .headers("Accept", "text/plain", "Authorization", "Basic dXNlcjpzZWNyZXQ=")
                        .build()));
        exercises.say("fields-restricted", at -> Sending.request(at.http("ok")).header("Content-Length", "1"));
        exercises.say(
                "fields-with-line-end", at -> Sending.request(at.http("ok")).header("X-Bad", "a\r\nb: c"));
        redirects(exercises);
        locks(exercises);
        cookies(exercises);
        proxies(exercises);
    }

    private static void redirects(Exercises exercises) {
        for (Redirect policy : Redirect.values()) {
            HttpClient client = client(Sending.newClient().followRedirects(policy));
            for (String code : Arrays.asList("300", "301", "302", "303", "304", "307", "308")) {
                exercises.say(
                        "redirect-" + policy + "-get-" + code,
                        at -> Sending.send(client, Sending.get(at.http("redirect/" + code + "/echo"))));
                exercises.say(
                        "redirect-" + policy + "-post-" + code,
                        at -> Sending.send(client, Sending.post(at.http("redirect/" + code + "/echo"))));
            }
            exercises.say(
                    "redirect-" + policy + "-to-https",
                    at -> Sending.send(client, Sending.get(at.http("redirect/302?to=" + at.https("ok")))));
            exercises.say(
                    "redirect-" + policy + "-to-http",
                    at -> Sending.send(client, Sending.get(at.https("redirect/302?to=" + at.http("ok")))));
            exercises.say(
                    "redirect-" + policy + "-loop",
                    at -> Sending.send(client, Sending.get(at.http("redirect/302?to=" + at.http("redirect/302")))));
        }
    }

    private static void locks(Exercises exercises) {
        exercises.say("locked-without-key", at -> Sending.send(Sending.get(at.http("basic"))));
        HttpClient client = client(Sending.newClient().authenticator(UrlConnectionAnswers.authenticator()));
        for (String way : Arrays.asList("basic", "digest", "always-locked")) {
            exercises.say("locked-" + way, at -> Sending.send(client, Sending.get(at.http(way))));
            exercises.say("locked-post-" + way, at -> Sending.send(client, Sending.post(at.http(way))));
        }
        exercises.say(
                "locked-again",
                at -> Sending.send(client, Sending.get(at.http("basic")))
                        + Sending.send(client, Sending.get(at.http("basic/deeper"))));
    }

    private static void cookies(Exercises exercises) {
        CookieManager manager = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
        HttpClient client = client(Sending.newClient().cookieHandler(manager));
        exercises.say(
                "cookies",
                at -> Sending.send(client, Sending.get(at.http("cookie")))
                        + Sending.send(client, Sending.get(at.http("header/cookie")))
                        + manager.getCookieStore().getCookies());
        exercises.say("cookies-of-own-handler", at -> {
            HttpClient own = client(Sending.newClient().cookieHandler(new CookieHandler() {
                @Override
                public Map<String, List<String>> get(URI uri, Map<String, List<String>> headers) {
                    return Map.of("Cookie", List.of("a=1", "b=2"));
                }

                @Override
                public void put(URI uri, Map<String, List<String>> headers) throws IOException {
                    throw new IOException("the application's own fault");
                }
            }));
            return Sending.send(own, Sending.get(at.http("header/cookie")));
        });
    }

    private static void proxies(Exercises exercises) {
        exercises.say("proxy", at -> Sending.send(by(at, "proxy"), Sending.get(at.elsewhere("echo"))));
        exercises.say("proxy-post", at -> Sending.send(by(at, "proxy"), Sending.post(at.elsewhere("echo"))));
        exercises.say("proxy-for-tls", at -> Sending.send(by(at, "proxy"), Sending.get(at.https("ok"))));
        exercises.say("proxy-locked", at -> Sending.send(by(at, "locked-proxy"), Sending.get(at.elsewhere("ok"))));
        exercises.say("proxy-for-tls-locked", at -> Sending.send(by(at, "locked-proxy"), Sending.get(at.https("ok"))));
        exercises.say("proxy-unlocked", at -> {
            HttpClient client = client(Sending.newClient()
                    .proxy(ProxySelector.of(address(at, "locked-proxy")))
                    .authenticator(UrlConnectionAnswers.authenticator()));
            return Sending.send(client, Sending.get(at.elsewhere("ok")))
                    + Sending.send(client, Sending.post(at.elsewhere("echo")));
        });
        exercises.say("proxy-refused", 2, at -> Sending.send(by(at, "refused"), Sending.get(at.elsewhere("ok"))));
        exercises.say(
                "proxy-none",
                at -> Sending.send(
                        client(Sending.newClient().proxy(HttpClient.Builder.NO_PROXY)), Sending.get(at.http("ok"))));
        exercises.say("proxy-selected", at -> {
            List<String> calls = new ArrayList<>();
            HttpClient client = client(Sending.newClient().proxy(new ProxySelector() {
                @Override
                public List<Proxy> select(URI uri) {
                    calls.add(uri.toString());
                    return List.of(new Proxy(Proxy.Type.HTTP, address(at, "proxy")));
                }

                @Override
                public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                    calls.add(failure.toString());
                }
            }));
            return Sending.send(client, Sending.get(at.elsewhere("ok"))) + calls;
        });
    }

    private static HttpClient by(Place at, String proxy) {
        return client(Sending.newClient().proxy(ProxySelector.of(address(at, proxy))));
    }

    private static InetSocketAddress address(Place at, String server) {
        return new InetSocketAddress(at.host(server), at.port(server));
    }

    private static HttpClient client(HttpClient.Builder builder) {
        return builder.build();
    }
}
