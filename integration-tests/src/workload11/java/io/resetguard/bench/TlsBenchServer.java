package io.resetguard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** HTTP/1.1 and HTTP/2 over TLS, a thread for each connection. Its key is in the store that the JVM is told to trust. */
public final class TlsBenchServer {
    private TlsBenchServer() {}

    /** Its port. */
    public static int start() throws Exception {
        char[] password = System.getProperty("javax.net.ssl.trustStorePassword").toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(Path.of(System.getProperty("javax.net.ssl.trustStore")))) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 4096, InetAddress.getLoopbackAddress());
        SSLParameters parameters = listening.getSSLParameters();
        parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
        listening.setSSLParameters(parameters);
        daemon(() -> accept(listening));
        return listening.getLocalPort();
    }

    private static void accept(SSLServerSocket listening) {
        try {
            while (true) {
                SSLSocket accepted = (SSLSocket) listening.accept();
                accepted.setTcpNoDelay(true);
                daemon(() -> serve(accepted));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void serve(SSLSocket socket) {
        try (InputStream in = socket.getInputStream();
                OutputStream out = socket.getOutputStream()) {
            socket.startHandshake();
            if ("h2".equals(socket.getApplicationProtocol())) {
                new Http2Answers(in, out).serve();
                return;
            }
            byte[] buffer = new byte[16 * 1024];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                if (n > 4 && buffer[n - 1] == '\n' && buffer[n - 3] == '\n') {
                    out.write(KeepAliveServer.ANSWER);
                }
            }
        } catch (IOException e) {
            // The client is gone, as at the end of each fork.
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "bench-server");
        thread.setDaemon(true);
        thread.start();
    }
}
