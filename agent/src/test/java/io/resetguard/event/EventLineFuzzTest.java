package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.resetguard.fuzz.Inputs;
import java.util.List;

/** An event is one harmless line, in either form, whatever its texts are; and as JSON it gives them back. */
class EventLineFuzzTest {
    @FuzzTest
    void lines(byte[] bytes) {
        // Its halves of pairs too, which no decoder makes.
        String text = Inputs.utf8(bytes).replace('\u0001', '\ud800').replace('\u0002', '\udc00');
        Event event = Event.builder(EventType.PEER_RESET)
                .put(EventKey.METHOD, text)
                .put(EventKey.URL, text)
                .put(EventKey.ERROR, text + text)
                .put(EventKey.ADVICE, List.of(text, text))
                .build();
        String line = EventText.line(event);
        assertTrue(Inputs.isHarmless(line), line);
        assertTrue(line.length() < 8 * EventText.MAX_VALUE_CHARS * 6, "bounded");
        assertTrue(!line.contains("${"), line);
        String json = EventJson.line(event);
        assertTrue(Inputs.isHarmless(json), json);
        JsonObject parsed = JsonParser.parseString(json).getAsJsonObject();
        String url = event.text(EventKey.URL);
        assertNotNull(url);
        assertEquals(url, parsed.get("url").getAsString());
        assertEquals(2, parsed.getAsJsonArray("advice").size());
    }
}
