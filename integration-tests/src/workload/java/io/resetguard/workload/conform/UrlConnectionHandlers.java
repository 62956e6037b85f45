package io.resetguard.workload.conform;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Connections of the application's own make: subclasses, wrappers, handlers, and the factory of handlers. */
final class UrlConnectionHandlers {
    private UrlConnectionHandlers() {}

    static void all(Exercises exercises) {
        exercises.say("own-handler", at -> Asking.answer(own(at.http("ok"))));
        exercises.say("own-wrapper", at -> {
            HttpURLConnection wrapper = wrapped(at.http("echo"));
            wrapper.setRequestMethod("POST");
            return Asking.send(wrapper, "a body") + wrapper.getClass().getName();
        });
        exercises.say("own-wrapper-error", at -> Asking.answer(wrapped(at.http("status/404"))));
        exercises.say("own-handler-with-proxy", at -> new URL(null, at.http("ok"), new Wrapping())
                .openConnection(Proxy.NO_PROXY));
        exercises.say("factory-own-protocol", at -> {
            URL.setURLStreamHandlerFactory(protocol -> protocol.equals("own") ? new Owning() : null);
            return Asking.text(new URL("own:anything").openStream());
        });
        exercises.say("factory-http", at -> Asking.get(at.http("ok")));
        exercises.say("factory-https", at -> Asking.get(at.https("ok")));
        exercises.say("factory-twice", at -> {
            URL.setURLStreamHandlerFactory(protocol -> null);
            return "set";
        });
    }

    private static HttpURLConnection own(String url) throws IOException {
        return (HttpURLConnection) new URL(null, url, new Owning()).openConnection();
    }

    private static HttpURLConnection wrapped(String url) throws IOException {
        return (HttpURLConnection) new URL(null, url, new Wrapping()).openConnection();
    }

    /** Needs no network. */
    private static final class Owning extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new Own(url);
        }
    }

    /** Goes to the JDK's own connection, with something round it. */
    private static final class Wrapping extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) throws IOException {
            return new Wrapper(url, Asking.open(url.toString()));
        }
    }

    /** An answer without a question. */
    private static final class Own extends HttpURLConnection {
        Own(URL url) {
            super(url);
        }

        @Override
        public void connect() {}

        @Override
        public void disconnect() {}

        @Override
        public boolean usingProxy() {
            return false;
        }

        @Override
        public @Nullable String getHeaderField(int n) {
            return n == 0 ? "HTTP/1.1 200 Own" : null;
        }

        @Override
        public InputStream getInputStream() {
            return new ByteArrayInputStream("own".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    /** As libraries do that sign, count or trace. */
    private static final class Wrapper extends HttpURLConnection {
        private final HttpURLConnection inner;

        Wrapper(URL url, HttpURLConnection inner) {
            super(url);
            this.inner = inner;
        }

        @Override
        public void connect() throws IOException {
            inner.connect();
        }

        @Override
        public void disconnect() {
            inner.disconnect();
        }

        @Override
        public boolean usingProxy() {
            return inner.usingProxy();
        }

        @Override
        public void setRequestMethod(String name) throws java.net.ProtocolException {
            inner.setRequestMethod(name);
        }

        @Override
        public void setDoOutput(boolean output) {
            inner.setDoOutput(output);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return inner.getOutputStream();
        }

        @Override
        public InputStream getInputStream() throws IOException {
            return inner.getInputStream();
        }

        @Override
        public InputStream getErrorStream() {
            return inner.getErrorStream();
        }

        @Override
        public int getResponseCode() throws IOException {
            return inner.getResponseCode();
        }

        @Override
        public String getResponseMessage() throws IOException {
            return inner.getResponseMessage();
        }

        @Override
        public Map<String, List<String>> getHeaderFields() {
            return inner.getHeaderFields();
        }
    }
}
