package io.resetguard.workload.conform;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The settings of {@link HttpsURLConnection}, of one connection and of all. */
public final class UrlConnectionHttps {
    private UrlConnectionHttps() {}

    static void all(Exercises exercises) {
        exercises.say("tls", at -> Asking.get(at.https("ok")));
        exercises.say("tls-post", at -> Asking.post(at.https("echo"), "a body"));
        exercises.say("tls-chunked", at -> {
            HttpURLConnection connection = Asking.open("POST", at.https("echo"));
            connection.setChunkedStreamingMode(0);
            return Asking.send(connection, "a body");
        });
        exercises.say("tls-facts", at -> {
            HttpsURLConnection connection = open(at.https("ok"));
            String body = Asking.answer(connection);
            return body + " " + !connection.getCipherSuite().isEmpty() + " "
                    + ((X509Certificate) connection.getServerCertificates()[0]).getSubjectX500Principal() + " "
                    + connection.getPeerPrincipal() + " " + connection.getLocalPrincipal() + " "
                    + (connection.getLocalCertificates() == null) + " "
                    + connection.getClass().getName();
        });
        exercises.say("tls-facts-too-early", at -> open(at.https("ok")).getCipherSuite());
        exercises.say("tls-wrong-name", 2, at -> Asking.get(at.misnamed("ok")));
        exercises.say("tls-own-verifier", at -> {
            StringBuilder asked = new StringBuilder();
            HttpsURLConnection connection = open(at.misnamed("ok"));
            connection.setHostnameVerifier((host, session) -> {
                asked.append(host).append(' ').append(session.getPeerHost());
                return true;
            });
            return Asking.answer(connection) + asked;
        });
        exercises.say("tls-own-verifier-refuses", 2, at -> {
            HttpsURLConnection connection = open(at.misnamed("ok"));
            connection.setHostnameVerifier((host, session) -> false);
            return Asking.answer(connection);
        });
        exercises.say("tls-default-verifier", at -> {
            HostnameVerifier before = HttpsURLConnection.getDefaultHostnameVerifier();
            HttpsURLConnection.setDefaultHostnameVerifier((host, session) -> host.equals("localhost"));
            try {
                return Asking.post(at.misnamed("echo"), "x");
            } finally {
                HttpsURLConnection.setDefaultHostnameVerifier(before);
            }
        });
        exercises.say("tls-nobody-trusted", 2, at -> {
            HttpsURLConnection connection = open(at.https("ok"));
            connection.setSSLSocketFactory(trusting(false).getSocketFactory());
            return Asking.answer(connection);
        });
        exercises.say("tls-own-factory", at -> {
            CountingFactory factory = new CountingFactory();
            HttpsURLConnection connection = open(at.https("ok"));
            connection.setSSLSocketFactory(factory);
            return Asking.answer(connection) + factory.calls + (connection.getSSLSocketFactory() == factory);
        });
        exercises.say("tls-default-factory", at -> {
            SSLSocketFactory before = HttpsURLConnection.getDefaultSSLSocketFactory();
            CountingFactory factory = new CountingFactory();
            HttpsURLConnection.setDefaultSSLSocketFactory(factory);
            try {
                return Asking.get(at.https("ok")) + Asking.post(at.https("echo"), "x") + factory.calls;
            } finally {
                HttpsURLConnection.setDefaultSSLSocketFactory(before);
            }
        });
        exercises.say("tls-no-factory", at -> {
            open(at.https("ok")).setSSLSocketFactory(null);
            return "set";
        });
        exercises.say("tls-on-plain-port", 1, at -> Asking.get(at.http("ok").replace("http:", "https:")));
    }

    private static HttpsURLConnection open(String url) throws IOException {
        return (HttpsURLConnection) Asking.open(url);
    }

    /** Trusts everybody, or nobody. */
    public static SSLContext trusting(boolean everybody) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Trust(everybody)}, new SecureRandom());
        return context;
    }

    /** All or nothing. */
    private static final class Trust implements X509TrustManager {
        private final boolean everybody;

        Trust(boolean everybody) {
            this.everybody = everybody;
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (!everybody) {
                throw new CertificateException("nobody is trusted");
            }
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    /** The JDK's sockets, counted. */
    private static final class CountingFactory extends SSLSocketFactory {
        final StringBuilder calls = new StringBuilder();
        private final SSLSocketFactory factory = HttpsURLConnection.getDefaultSSLSocketFactory();

        private <T> T counted(String call, T socket) {
            calls.append(' ').append(call);
            return socket;
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return factory.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return factory.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket() throws IOException {
            return counted("unconnected", factory.createSocket());
        }

        @Override
        public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
            return counted("over " + host, factory.createSocket(socket, host, port, autoClose));
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return counted("to " + host, factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return counted("from", factory.createSocket(host, port, local, localPort));
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return counted("to address", factory.createSocket(host, port));
        }

        @Override
        public Socket createSocket(InetAddress address, int port, InetAddress local, int localPort) throws IOException {
            return counted("from address", factory.createSocket(address, port, local, localPort));
        }
    }
}
