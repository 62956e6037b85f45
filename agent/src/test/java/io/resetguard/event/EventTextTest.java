package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventTextTest {
    private static Event full() {
        return Event.builder(EventType.PEER_RESET)
                .put(EventKey.ADVICE, List.of("Set -Dhttp.keepAlive.time.server=55.", "Or raise \"timeout\"."))
                .put(EventKey.METHOD, "GET")
                .put(EventKey.URL, "https://a.example/p?***")
                .put(EventKey.CONNECTION_REUSED, true)
                .put(EventKey.CONNECTION_REQUESTS, 7)
                .putNanos(EventKey.IDLE_MS, 61_503_249_000L)
                .putNanos(EventKey.ELAPSED_MS, -1)
                .putIfKnown(EventKey.BYTES_SENT, -1)
                .put(EventKey.ERROR, "java.net.SocketException: Connection reset")
                .build();
    }

    @Test
    void a_line_is_the_name_the_pairs_in_order_and_the_advice_last() {
        assertEquals(
                "peer reset method=GET url=https://a.example/p?*** connection_reused=true connection_requests=7"
                        + " idle_ms=61503.2 error=\"java.net.SocketException: Connection reset\""
                        + " advice=\"Set -Dhttp.keepAlive.time.server=55.; Or raise \\\"timeout\\\".\"",
                EventText.line(full()));
    }

    @Test
    void json_is_one_object_with_the_keys_of_the_contract() {
        String line = EventJson.line(full());
        assertEquals(
                "{\"event\":\"peer_reset\",\"method\":\"GET\",\"url\":\"https://a.example/p?***\","
                        + "\"connection_reused\":true,\"connection_requests\":7,\"idle_ms\":61503.2,"
                        + "\"error\":\"java.net.SocketException: Connection reset\","
                        + "\"advice\":[\"Set -Dhttp.keepAlive.time.server=55.\",\"Or raise \\\"timeout\\\".\"]}",
                line);
    }

    @Test
    void an_event_says_when_where_and_which() {
        String line = EventText.line(Events.reset().build());
        assertTrue(
                line.matches("peer reset time=2026-11-21T05:41:32\\.007Z agent_version=1\\.2\\.3 pid=42"
                        + " thread=\\S+ id=[0-9a-z]+-\\d+ origin=https://a\\.example:443"),
                line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nb",
                "a\r\n[resetguard] peer reset b",
                "\u001b[31mred",
                "\u009b31m",
                "\u0000",
                "\u202egnp.exe",
                "\u2066x",
                "\u2028x",
                "\u0085x",
                "\u200b",
                "\ufeffx",
                "\ud800 half",
                "half \udc00",
                "\udb40\udc41tag",
                "\t",
                "\u007f"
            })
    void nothing_a_peer_sends_ends_hides_or_turns_a_line(String value) {
        Event event = Events.reset().put(EventKey.ERROR, value).build();
        for (String line : List.of(EventText.line(event), EventJson.line(event))) {
            assertFalse(line.codePoints().anyMatch(Texts::isHidden), line);
        }
        JsonObject json = JsonParser.parseString(EventJson.line(event)).getAsJsonObject();
        assertEquals(value, json.get("error").getAsString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\"b", "\\", "", "x=1 cause=forged", "\u00a0", "\u3000"})
    void what_could_be_read_as_another_pair_is_quoted(String value) {
        String line = EventText.line(
                Event.builder(EventType.AGENT).put(EventKey.ERROR, value).build());
        assertTrue(line.startsWith("agent error=\"") && line.endsWith("\""), line);
    }

    @Test
    void readable_letters_stay_readable() {
        Event event = Event.builder(EventType.AGENT)
                .put(EventKey.THREAD, "\u00fc\u4e2d\ud83d\ude00")
                .build();
        assertEquals("agent thread=\u00fc\u4e2d\ud83d\ude00", EventText.line(event));
    }

    @Test
    void no_logging_back_end_finds_something_to_look_up() {
        String line = EventText.line(
                Events.reset().put(EventKey.URL, "http://a/${jndi:ldap://x}").build());
        assertFalse(line.contains("${"), line);
    }

    @Test
    void a_header_of_a_megabyte_is_cut_at_a_documented_bound() {
        Event event = Event.builder(EventType.AGENT)
                .put(EventKey.ERROR, "x".repeat(1 << 20))
                .build();
        assertEquals(
                EventBuilder.MAX_TEXT_CHARS,
                String.valueOf(event.text(EventKey.ERROR)).length());
        String line = EventText.line(event);
        assertTrue(line.endsWith("x\u2026"), line);
        assertTrue(line.length() < EventText.MAX_VALUE_CHARS + 20);
    }

    @Test
    void a_cut_never_leaves_half_a_character() {
        String cut = Texts.cut("\ud83d\ude00".repeat(10), 10);
        assertEquals("\ud83d\ude00".repeat(4) + '\u2026', cut);
    }

    @Test
    void values_that_are_no_numbers_are_unknown() {
        Event event = Event.builder(EventType.AGENT)
                .put(EventKey.IDLE_MS, Double.NaN)
                .put(EventKey.ELAPSED_MS, Double.POSITIVE_INFINITY)
                .put(EventKey.METHOD, (String) null)
                .put(EventKey.EVIDENCE, List.of())
                .build();
        assertEquals("agent", EventText.line(event));
        assertEquals("{\"event\":\"agent\"}", EventJson.line(event));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0 0.04", "0.1 0.05", "1503.2 1503.249", "1000000.0 1000000"})
    void milliseconds_have_one_decimal(String pair) {
        List<String> parts = List.of(pair.split(" ", -1));
        assertEquals(parts.get(0), EventText.millis(Double.parseDouble(parts.get(1))));
    }

    @Test
    void times_are_those_of_java_time() {
        for (long day = 0; day < 60_000; day += 13) {
            long millis = day * 86_400_000 + day * 997 % 86_400_000;
            String expected = java.time.OffsetDateTime.ofInstant(
                            java.time.Instant.ofEpochMilli(millis), java.time.ZoneOffset.UTC)
                    .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"));
            assertEquals(expected, UtcTime.iso(millis));
        }
    }

    @Test
    void resets_and_doubled_requests_warn_the_rest_informs() {
        assertEquals(Level.WARN, Events.reset().build().level());
        assertEquals(Level.WARN, Event.builder(EventType.TRUNCATED_BODY).build().level());
        assertEquals(Level.INFO, Event.builder(EventType.PREVENTED).build().level());
        assertEquals(Level.WARN, resend("POST").level());
        assertEquals(Level.INFO, resend("PUT").level());
        assertEquals(
                Level.INFO,
                Event.builder(EventType.PEER_RESET).level(Level.INFO).build().level());
    }

    private static Event resend(String method) {
        return Event.builder(EventType.JDK_RESEND).put(EventKey.METHOD, method).build();
    }

    @Test
    void an_event_keeps_what_was_there_when_it_was_built() {
        EventBuilder builder =
                Event.builder(EventType.AGENT).put(EventKey.STATUS, 1).count("a", 1);
        Event event = builder.build();
        builder.put(EventKey.STATUS, 2).count("a", 2).count("b", 3);
        assertEquals("agent status=1 counts=\"a=1\"", EventText.line(event).replace("counts=a=1", "counts=\"a=1\""));
        assertEquals("{\"event\":\"agent\",\"status\":1,\"counts\":{\"a\":1}}", EventJson.line(event));
    }
}
