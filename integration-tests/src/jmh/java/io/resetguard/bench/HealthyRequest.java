package io.resetguard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.Socket;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A healthy keep-alive request on each client. Whether there is an agent, says the command line of the fork. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HealthyRequest {

    /** HttpURLConnection over sockets that are memory only: what is left is the JDK's code and the hooks'. */
    @State(Scope.Benchmark)
    public static class InMemory {
        URL url;

        /** Once in a JVM. */
        @Setup
        public void begin() throws IOException {
            Socket.setSocketImplFactory(CannedSocket::new);
            url = new URL("http://127.0.0.1:1/bench");
        }
    }

    /** HttpClient over loopback: it has no sockets that could be replaced. */
    @State(Scope.Benchmark)
    public static class Loopback {
        Requester client;

        /** Once in a JVM. */
        @Setup
        public void begin() throws Exception {
            client = Requester.of("HttpClient", new KeepAliveServer().url());
        }
    }

    @Benchmark
    public int urlConnection(InMemory memory) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) memory.url.openConnection(Proxy.NO_PROXY);
        int sum = 0;
        try (InputStream in = connection.getInputStream()) {
            for (int next = in.read(); next >= 0; next = in.read()) {
                sum += next;
            }
        }
        return sum;
    }

    @Benchmark
    public void httpClient(Loopback loopback) throws Exception {
        loopback.client.request();
    }
}
