package io.resetguard.report;

import static io.resetguard.report.Recorded.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A chart of requests or ages is shown where they say something, and not empty. */
class ClusterTest {
    @TempDir
    Path folder = Path.of(".");

    private OriginReport ends(String cause, int count, int request, int ageMs) {
        return Recorded.origin(
                folder,
                Recorded.times(
                        count,
                        i -> event(
                                "peer_reset",
                                "origin",
                                "\"http://a:1\"",
                                "cause",
                                "\"" + cause + "\"",
                                "connection_reused",
                                "true",
                                "connection_requests",
                                "" + request,
                                "connection_age_ms",
                                "" + ageMs)));
    }

    @Test
    void ends_at_one_number_of_requests_are_shown() {
        Cluster cluster = Cluster.ofRequests(ends("closed_before_response", 6, 100, 500));
        assertNotNull(cluster);
        assertEquals(Map.of("100", 6L), cluster.bars);
        assertNotNull(Cluster.ofRequests(ends("max_requests_or_age", 1, 100, 500)));
    }

    @Test
    void ends_at_one_age_are_shown_where_it_is_one_to_wait_for() {
        assertNotNull(Cluster.ofAge(ends("closed_before_response", 6, 100, 3_600_000)));
        assertNull(Cluster.ofAge(ends("closed_before_response", 6, 100, 500)));
    }

    @Test
    void the_second_request_or_a_few_ends_say_nothing() {
        assertNull(Cluster.ofRequests(ends("closed_before_response", 6, 2, 500)));
        assertNull(Cluster.ofRequests(ends("closed_before_response", 2, 100, 500)));
    }

    @Test
    void all_origins_together_have_none() {
        OriginReport all = OriginReport.all(List.of(ends("max_requests_or_age", 6, 100, 3_600_000)));
        assertNull(Cluster.ofRequests(all));
        assertNull(Cluster.ofAge(all));
    }
}
