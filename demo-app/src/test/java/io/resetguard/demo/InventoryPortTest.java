package io.resetguard.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.resetguard.demo.OrdersClient.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The service misbehaves as each scenario says; seen through the client that every JDK has. */
class InventoryPortTest {
    private final OrdersClient client = new UrlConnectionClient();

    @Test
    void answersAndCounts() throws IOException {
        InventoryPort port = InventoryPort.open(Scenario.HEALTHY);

        assertEquals(200, send(port, "GET", "/health", null).status);
        assertEquals(200, send(port, "GET", "/stock/apples", null).status);
        assertEquals(200, send(port, "POST", "/orders", "A-1").status);

        assertEquals("2 0 0", port.received().line());
    }

    @Test
    void noticesTheSameOrderTwice() throws IOException {
        InventoryPort port = InventoryPort.open(Scenario.HEALTHY);

        send(port, "POST", "/orders", "A-1");
        send(port, "POST", "/orders", "A-1");
        send(port, "POST", "/orders", "A-2");

        assertEquals("3 (same order twice!)", port.received().describe(Scenario.IDLE_POST));
    }

    @Test
    void resetsAConnectionThatWasIdleTooLong() throws Exception {
        InventoryPort port = InventoryPort.open(Scenario.IDLE_POST);

        assertEquals("ok", new OrdersStep(step(Scenario.IDLE_POST), port.number()).run());

        // The JDK sent it again by itself.
        assertEquals("2 (same order twice!)", port.received().describe(Scenario.IDLE_POST));
    }

    @Test
    void resetsAPoolOfStaleConnectionsOneAfterTheOther() throws Exception {
        InventoryPort port = InventoryPort.open(Scenario.STALE_POOL);

        // The JDK's HttpURLConnection sends again on a new connection.
        assertEquals("ok", new OrdersStep(step(Scenario.STALE_POOL), port.number()).run());

        assertEquals("2 (sent again)", port.received().describe(Scenario.STALE_POOL));
    }

    @Test
    void restartsUnderThreeRequests() throws Exception {
        InventoryPort port = InventoryPort.open(Scenario.RESTART);

        assertEquals("3 of 3 ok", new OrdersStep(step(Scenario.RESTART), port.number()).run());

        assertEquals("6 (2 orders twice!)", port.received().describe(Scenario.RESTART));
    }

    @Test
    void killsTheHandshake() throws IOException {
        InventoryPort port = InventoryPort.open(Scenario.TLS);

        assertThrows(
                IOException.class,
                () -> client.send("GET", "https://localhost:" + port.number() + "/stock/apples", null, Map.of()));

        assertEquals("0 (1 handshake)", port.received().describe(Scenario.TLS));
    }

    private Answer send(InventoryPort port, String method, String path, @Nullable String orderId) throws IOException {
        byte @Nullable [] body = orderId == null ? null : "{}".getBytes(StandardCharsets.UTF_8);
        return client.send(
                method,
                "http://localhost:" + port.number() + path,
                body,
                orderId == null ? Map.of() : Map.of("X-Order-Id", orderId));
    }

    private static Step step(Scenario scenario) {
        return Step.ALL.stream()
                .filter(step -> step.scenario == scenario)
                .findFirst()
                .get();
    }
}
