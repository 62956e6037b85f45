package io.resetguard.bench;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URL;
import java.net.URLConnection;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * What the hooks of one healthy request do, without the request: each thread sends one on a pooled connection of its own,
 * notes what the JDK calls in the agent, and then makes these calls over and over. The fork must have the agent.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HookCalls {

    /** The calls of one thread. */
    @State(Scope.Thread)
    public static class OfOneRequest {
        @Param({"HttpURLConnection", "HttpClient"})
        String client;

        @Param("http://127.0.0.1/")
        String url;

        /** Else as many calls of what does nothing: what making them costs here. */
        @Param({"false", "true"})
        boolean made;

        MethodHandle[] calls;

        /** Not read: HttpURLConnection has one pool, and this keeps the connection of the thread before out of it. */
        URLConnection held;

        /** Once in a thread. */
        @Setup
        public void begin() throws Exception {
            synchronized (HookCalls.class) {
                if (client.equals("HttpURLConnection")) {
                    held = new URL(url).openConnection();
                    held.getContentLength();
                }
                calls = CallRecorder.ONLY.callsOfOneRequest(Requester.of(client, url));
            }
            if (!made) {
                Arrays.fill(calls, MethodHandles.lookup().findStatic(HookCalls.class, "nothing", calls[0].type()));
            }
        }

        /** A call that failed inside the agent was not measured. */
        @TearDown
        public void end() throws Exception {
            CallRecorder.ONLY.checkNoFault();
        }
    }

    static void nothing() {}

    @Benchmark
    public void request(OfOneRequest one) throws Throwable {
        for (MethodHandle call : one.calls) {
            call.invokeExact();
        }
    }
}
