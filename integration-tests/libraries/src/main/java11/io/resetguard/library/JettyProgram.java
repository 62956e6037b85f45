package io.resetguard.library;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;

/** Jetty as a proxy: its port, then the backend's. A line on standard input has it replaced gracefully. */
public final class JettyProgram {
    private JettyProgram() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[0]);
        int backend = Integer.parseInt(arguments[1]);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        ServerConnector current = start(port, backend);
        while (lines.readLine() != null) {
            ServerConnector old = current;
            current = start(port, backend);
            old.close();
            new Thread(() -> stop(old.getServer())).start();
        }
        System.exit(0);
    }

    private static ServerConnector start(int port, int backend) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setReusePort(true);
        connector.setIdleTimeout(1_000);
        server.addConnector(connector);
        ProxyHandler.Reverse proxy =
                new ProxyHandler.Reverse(request ->
                        HttpURI.build(request.getHttpURI()).scheme("http").authority("127.0.0.1", backend)) {
                    @Override
                    protected void configureHttpClient(HttpClient client) {
                        super.configureHttpClient(client);
                        client.setMaxConnectionsPerDestination(4_096); // nobody waits for another's answer
                    }
                };
        SizeLimitHandler limit = new SizeLimitHandler(1_024, -1);
        limit.setHandler(proxy);
        server.setHandler(new GracefulHandler(limit));
        server.setRequestLog((request, response) -> System.out.println(
                request.getMethod() + " " + request.getHttpURI().getPath()));
        server.setStopTimeout(20_000);
        server.start();
        return connector;
    }

    /** Idle connections are closed, requests are finished. */
    private static void stop(Server server) {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
