package io.resetguard.it.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A self-signed certificate for 127.0.0.1, not for localhost, made once per test run. Thread-safe. */
public final class TestKeys {
    private static final String PASSWORD = "changeit";

    private TestKeys() {}

    /** Made when first asked for. */
    private static final class Made {
        static final Path FILE = make();
        static final SSLContext SERVER = serverContext();
    }

    /** What a JVM needs on its command line to trust the certificate. */
    public static List<String> trustArguments() {
        return List.of(
                "-Djavax.net.ssl.trustStore=" + Made.FILE,
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD,
                "-Djavax.net.ssl.trustStoreType=PKCS12");
    }

    /** The server's side. */
    public static SSLContext sslContext() {
        return Made.SERVER;
    }

    private static SSLContext serverContext() {
        try (InputStream in = Files.newInputStream(Made.FILE)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, PASSWORD.toCharArray());
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The legacy form, which the oldest JDK 8 can read too. */
    private static Path make() {
        try {
            Path directory = Files.createTempDirectory("resetguard-it");
            Path file = directory.resolve("scripted.p12");
            directory.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-J-Dkeystore.pkcs12.legacy",
                            "-genkeypair",
                            "-alias",
                            "scripted",
                            "-keyalg",
                            "RSA",
                            "-keysize",
                            "2048",
                            "-dname",
                            "CN=scripted",
                            "-ext",
                            "san=ip:127.0.0.1",
                            "-validity",
                            "3",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            PASSWORD)
                    .redirectErrorStream(true)
                    .start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
