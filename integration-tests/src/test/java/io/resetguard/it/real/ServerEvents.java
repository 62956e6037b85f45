package io.resetguard.it.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Result;
import java.util.List;
import java.util.Optional;

/**
 * What the agent has to tell of {@link ServerScenes}.
 *
 * @param server that was asked
 * @param client that asked it
 * @param all events of this run on this server
 */
record ServerEvents(RealServer server, Client client, List<EventLine> all) {
    /** A little less than the servers' idle time-out, which starts before the client's. */
    private static final double ABOUT_IDLE_LIMIT_MILLIS = 900;

    /** What the end of one idle connection can mean, where its idle time is not known to be a limit. */
    private static final String A_RESTART = "server_restart|stale_keep_alive|closed_before_response";

    void check(Result upload) {
        checkHidden("after-idle", "stale_keep_alive");
        checkHidden("after-reload", A_RESTART);
        checkCut();
        checkUpload(upload);
        List<EventLine> others = all.stream()
                .filter(event -> !event.event().equals("origin"))
                .filter(event -> !event.url().matches(".*/(after-idle|after-reload|cut|upload)"))
                .filter(event -> event.idleMillis().orElse(0) < ABOUT_IDLE_LIMIT_MILLIS)
                .toList();
        assertEquals(List.of(), others, "events of healthy requests");
    }

    /** HttpURLConnection takes the connection that has ended; HttpClient mostly saw its end while it was idle. */
    private void checkHidden(String name, String cause) {
        List<EventLine> events = of(name);
        if (client == Client.HTTP_CLIENT && events.isEmpty()) {
            return;
        }
        assertEquals(
                List.of("jdk_resend", "peer_reset"),
                events.stream().map(EventLine::event).sorted().toList(),
                () -> name + ": " + events);
        assertEquals(1, events.stream().map(EventLine::exchangeId).distinct().count(), events::toString);
        for (EventLine reset : events) {
            if (reset.event().equals("peer_reset")) {
                checkStale(reset, cause);
            }
        }
    }

    private void checkStale(EventLine reset, String cause) {
        String said = reset.outcome() + " " + reset.phase() + " " + reset.signal() + " " + reset.cause();
        String must = "jdk_resent (write_head|await_response) (eof|rst|broken_pipe) (" + cause + ")";
        assertTrue(said.matches(must), () -> must + ", not " + said + ": " + reset);
        assertEquals(server.announcedSeconds(), reset.number("keep_alive_timeout_s"), reset::toString);
        assertEquals(Optional.of(true), reset.connectionReused(), reset::toString);
        boolean idle = reset.idleMillis().orElse(0) > ABOUT_IDLE_LIMIT_MILLIS;
        assertTrue(idle || reset.url().endsWith("/after-reload"), reset::toString);
    }

    private void checkCut() {
        List<EventLine> events = of("cut");
        assertEquals(1, events.size(), events.toString());
        EventLine cut = events.get(0);
        String said = cut.event() + " " + cut.outcome() + " " + cut.phase() + " " + cut.signal();
        assertEquals("truncated_body surfaced read_body eof", said, cut.toString());
        // The server was reloaded just before: idle connections may have ended within the same second.
        assertTrue(cut.cause().matches("response_cut|response_truncated|server_restart"), cut.toString());
    }

    /** The application got the 413, or an exception: then there is an event that says why. */
    private void checkUpload(Result upload) {
        List<EventLine> surfaced = of("upload").stream()
                .filter(event -> event.outcome().equals("surfaced"))
                .toList();
        assertEquals(upload.failed() ? 1 : 0, surfaced.size(), upload + " " + of("upload"));
        for (EventLine event : surfaced) {
            assertEquals("request_rejected_while_sending", event.cause(), event.toString());
        }
    }

    private List<EventLine> of(String name) {
        return all.stream().filter(event -> event.url().endsWith("/" + name)).toList();
    }
}
