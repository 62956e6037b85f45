package io.resetguard.workload;

import java.io.IOException;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** The keys {@code authenticate(user:password)} and {@code trust(none)}. */
final class Security {
    private Security() {}

    /** Sets the JVM's authenticator, the only one that HttpURLConnection knew before 9. */
    static void authenticate(Command command) {
        if (command.has("authenticate")) {
            Authenticator.setDefault(authenticator(command));
        }
    }

    static Authenticator authenticator(Command command) {
        String[] both = command.text("authenticate", ":").split(":");
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(both[0], both[1].toCharArray());
            }
        };
    }

    /** Every certificate is one too many. */
    static SSLContext trustingNobody() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static TrustManager[] managers() {
        return new TrustManager[] {
            new X509TrustManager() {
                @Override
                public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
                    throw new CertificateException("nobody is trusted");
                }

                @Override
                public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
                    throw new CertificateException("nobody is trusted");
                }

                @Override
                public X509Certificate[] getAcceptedIssuers() {
                    return new X509Certificate[0];
                }
            }
        };
    }
}
