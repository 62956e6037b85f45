package io.resetguard.instrument.httpclient;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayableBodyTest {

    private static final BodyPublisher TEXT = BodyPublishers.ofString("text");

    /** As Http1Exchange names it. */
    static final class Http1 {
        final @Nullable Object bodySubscriber;

        Http1(@Nullable Object bodySubscriber) {
            this.bodySubscriber = bodySubscriber;
        }
    }

    /** As Stream names it. */
    static final class Http2 {
        final @Nullable Object requestSubscriber;

        Http2(@Nullable Object requestSubscriber) {
            this.requestSubscriber = requestSubscriber;
        }
    }

    @Test
    void what_lasts_can_be_written_again(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("body"), "text");
        assertTrue(isAfterUse(null));
        assertTrue(isAfterUse(BodyPublishers.noBody()));
        assertTrue(isAfterUse(TEXT));
        assertTrue(isAfterUse(BodyPublishers.ofByteArray(new byte[1])));
        assertTrue(isAfterUse(BodyPublishers.ofFile(file)));
    }

    @Test
    void what_is_used_up_cannot() {
        assertFalse(isAfterUse(BodyPublishers.ofInputStream(InputStream::nullInputStream)));
        assertFalse(isAfterUse(BodyPublishers.fromPublisher(TEXT)));
        assertFalse(isAfterUse(new Object()));
    }

    @Test
    void whatever_was_not_used_can() {
        BodyPublisher stream = BodyPublishers.ofInputStream(InputStream::nullInputStream);
        assertTrue(ReplayableBody.is(stream, null, false));
        assertTrue(ReplayableBody.is(stream, new Http1(null), true));
        assertTrue(ReplayableBody.is(stream, new Http2(null), false));
    }

    @Test
    void whether_it_was_used_is_not_supposed() {
        assertFalse(ReplayableBody.is(BodyPublishers.fromPublisher(TEXT), "without such a field", false));
    }

    @Test
    void what_went_out_before_an_upgrade_was_used() {
        BodyPublisher stream = BodyPublishers.ofInputStream(InputStream::nullInputStream);
        assertFalse(ReplayableBody.is(stream, new Http2(null), true));
    }

    private static boolean isAfterUse(@Nullable Object publisher) {
        return ReplayableBody.is(publisher, new Http1("subscriber"), false)
                && ReplayableBody.is(publisher, new Http2("subscriber"), false);
    }
}
