package io.resetguard;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Stands in the agent's own package, so here JUnit is the application. */
class CallerTest {
    private static final String CLIENT = "HttpURLConnection";

    @Test
    void the_caller_is_the_first_frame_that_is_neither_the_jdks_nor_the_agents() {
        String direct = assertDoesNotThrow(() -> Caller.onThisThread(CLIENT));
        String throughTheJdk = assertDoesNotThrow(
                () -> Optional.of("x").map(x -> Caller.onThisThread(CLIENT)).orElse(null));
        for (String caller : new String[] {direct, throughTheJdk}) {
            assertNotNull(caller);
            assertTrue(caller.matches("org\\.junit\\.jupiter\\.api\\.AssertDoesNotThrow\\.\\w+:\\d+"), caller);
        }
    }

    @Test
    void who_is_only_on_the_same_thread_did_not_call_http_client() {
        assertNull(assertDoesNotThrow(() -> Caller.onThisThread("HttpClient")));
    }

    @Test
    void a_thread_of_the_jdk_alone_has_none() throws Exception {
        FutureTask<@Nullable String> task = new FutureTask<>(() -> Caller.onThisThread(CLIENT));
        Thread thread = new Thread(task);
        thread.start();
        assertNull(task.get());
        thread.join();
    }
}
