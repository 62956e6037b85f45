package io.resetguard.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsReaderTest {
    private final Properties properties = new Properties();
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();

    private Options read(@Nullable String arguments) {
        return OptionsReader.read(arguments, properties, environment, path -> {
            String text = files.get(path);
            if (text == null) {
                throw new FileNotFoundException(path + " (No such file or directory)");
            }
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        });
    }

    private static String only(List<String> problems) {
        assertEquals(1, problems.size(), problems.toString());
        return problems.get(0);
    }

    @Test
    void without_any_option_everything_has_its_documented_default() {
        Options options = read(null);
        assertEquals(Collections.emptyList(), options.problems());
        assertTrue(options.enabled());
        assertFalse(options.guards());
        assertTrue(options.watchesUrlConnection());
        assertTrue(options.watchesHttpClient());
        assertTrue(options.hosts().watches("any.example"));
        assertEquals(LogTarget.APP, options.log());
        assertFalse(options.logsJson());
        assertEquals(5, options.logRate());
        assertNull(options.events());
        assertEquals(64L << 20, options.eventsMaxSizeBytes());
        assertEquals(4, options.eventsKeep());
        assertEquals(RetryMode.OFF, options.retry());
        assertFalse(options.retryFresh());
        assertEquals(2, options.retryMax());
        assertEquals(0.1, options.retryBudgetShare());
        assertEquals(10_000_000_000L, options.retryDeadlineNanos());
        assertEquals(Collections.emptySet(), options.retryMethods());
        assertFalse(options.blocksJdkResend());
        assertFalse(options.prevents());
        assertEquals(Options.UNSET, options.preventMaxIdleNanos());
        assertEquals(Options.UNSET, options.preventMaxAgeNanos());
        assertEquals(RedactMode.QUERY, options.redact());
        assertTrue(options.summary());
        assertFalse(options.observeOnly());
        assertNull(options.config());
    }

    @Test
    void the_argument_wins_over_the_property_over_the_environment_over_the_file() {
        files.put("f", "log.rate=9\nlog=off\nlog.format=json\nretry.max=1\n");
        environment.put("RESETGUARD_LOG_RATE", "8");
        environment.put("RESETGUARD_LOG", "stderr");
        environment.put("RESETGUARD_LOG_FORMAT", "text");
        properties.setProperty("resetguard.log.rate", "7");
        properties.setProperty("resetguard.log", "app");
        Options options = read("log.rate=6,config=f");
        assertEquals(6, options.logRate());
        assertEquals(LogTarget.APP, options.log());
        assertFalse(options.logsJson());
        assertEquals(1, options.retryMax());
        assertEquals(Collections.emptyList(), options.problems());
    }

    @Test
    void dots_and_dashes_are_underscores_in_the_environment() {
        environment.put("RESETGUARD_JDK_RESEND", "block");
        environment.put("RESETGUARD_EVENTS_MAX_SIZE", "2k");
        environment.put("RESETGUARD_PREVENT_MAX_IDLE", "5m");
        Options options = read("");
        assertTrue(options.blocksJdkResend());
        assertEquals(2048, options.eventsMaxSizeBytes());
        assertEquals(300_000_000_000L, options.preventMaxIdleNanos());
        assertEquals(Collections.emptyList(), options.problems());
    }

    @Test
    void an_empty_environment_variable_is_one_that_is_not_set() {
        environment.put("RESETGUARD_MODE", "");
        environment.put("RESETGUARD_LOG_RATE", "  ");
        assertEquals(Collections.emptyList(), read(null).problems());
    }

    @Test
    void a_quoted_value_may_hold_commas_and_quotes() {
        Options options = read("hosts=\"a.example, *.b.example\",events='C:\\logs\\it\\'s,%p.jsonl',log.rate=3");
        assertTrue(options.hosts().watches("A.example"));
        assertTrue(options.hosts().watches("x.B.example"));
        assertFalse(options.hosts().watches("b.example"));
        assertEquals("C:\\logs\\it's,%p.jsonl", options.events());
        assertEquals(3, options.logRate());
        assertEquals(Collections.emptyList(), options.problems());
    }

    @Test
    void a_comma_without_quotes_is_explained() {
        String problem = only(read("hosts=a.example,b.example").problems());
        assertEquals("b.example (agent argument): has no '=', a value with a comma is quoted; ignored", problem);
    }

    @Test
    void a_quote_that_is_not_closed_is_told() {
        Options options = read("events=\"a,b");
        assertEquals("a,b", options.events());
        assertTrue(only(options.problems()).contains("events (agent argument): the quote is not closed"));
    }

    @Test
    void a_key_given_twice_counts_once() {
        Options options = read("log.rate=1,log.rate=2");
        assertEquals(1, options.logRate());
        assertTrue(only(options.problems()).contains("set twice"));
    }

    @ParameterizedTest
    @CsvSource({
        "hosst, hosts",
        "log-rate, log.rate",
        "retrymax, retry.max",
        "Mode, mode",
        "jdk.resend, jdk-resend",
        "event, events",
    })
    void an_unknown_key_is_told_with_the_nearest_known_one(String key, String nearest) {
        String problem = only(read(key + "=1").problems());
        assertEquals(key + " (agent argument): unknown key, did you mean " + nearest + "?; ignored", problem);
    }

    @Test
    void unknown_keys_are_found_wherever_they_are_set() {
        files.put("f", "retyr=off\nconfig=g\n");
        environment.put("RESETGUARD_LOGRATE", "1");
        environment.put("RESETGUARD_SERVICE_HOST", "10.0.0.1");
        environment.put("RESETGUARD_PORT_80_TCP", "tcp://10.0.0.1:80");
        properties.setProperty("resetguard.zzzzzzzzzzzz", "1");
        properties.put("resetguard.notAString", new Object());
        Options options = read("config=f");
        assertEquals(4, options.problems().size(), options.problems().toString());
        assertTrue(options.problems().contains("retyr (f): unknown key, did you mean retry?; ignored"));
        assertFalse(options.observeOnly());
    }

    @Test
    void a_bad_value_names_key_place_value_choice_and_default() {
        environment.put("RESETGUARD_LOG", "stdout");
        Options options = read(null);
        assertEquals(
                "log (environment variable RESETGUARD_LOG): 'stdout' is not allowed, use app, stderr or off;"
                        + " using the default log=app",
                only(options.problems()));
        assertFalse(options.observeOnly());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mode=gard",
                "retry=on",
                "retry.max=3",
                "retry.budget=10",
                "retry.methods=\"PO ST;@\"",
                "prevent=yes",
                "prevent.max-idle=30",
                "jdk-resend=blok",
                "hosts=https://a.example/",
                "hosts.exclude=a.example:443",
                "config=missing",
                "enabled=no",
            })
    void after_a_bad_value_of_what_acts_the_agent_only_observes_and_says_so(String argument) {
        properties.setProperty("resetguard.retry", "idempotent");
        properties.setProperty("resetguard.prevent", "on");
        properties.setProperty("resetguard.jdk-resend", "block");
        Options options = read(argument);
        assertTrue(options.observeOnly());
        assertEquals(RetryMode.OFF, options.retry());
        assertFalse(options.prevents());
        assertFalse(options.blocksJdkResend());
        assertFalse(options.guards());
        assertEquals(2, options.problems().size(), options.problems().toString());
        assertTrue(options.problems().get(1).startsWith("observe-only: "));
    }

    @Test
    void guard_changes_three_defaults_and_no_set_value() {
        Options guard = read("mode=guard");
        assertEquals(RetryMode.IDEMPOTENT, guard.retry());
        assertTrue(guard.prevents());
        assertTrue(guard.blocksJdkResend());
        Options some = read("mode=GUARD,retry=proven,jdk-resend=keep");
        assertEquals(RetryMode.PROVEN, some.retry());
        assertTrue(some.prevents());
        assertFalse(some.blocksJdkResend());
    }

    @ParameterizedTest
    @CsvSource({"250ms,250000000", "30s,30000000000", "5m,300000000000", "1h,3600000000000", "1H,3600000000000"})
    void durations(String text, long nanos) {
        assertEquals(nanos, read("retry.deadline=" + text).retryDeadlineNanos());
        assertEquals(nanos, read("prevent.max-age=" + text).preventMaxAgeNanos());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0s", "-1s", "1", "s", "1 s", "1d", "99999999999h", "1.5s", "9223372036854775807ms"})
    void no_durations(String text) {
        Options options = read("retry.deadline=" + text);
        assertEquals(10_000_000_000L, options.retryDeadlineNanos());
        assertTrue(options.problems().get(0).contains("using the default retry.deadline=10s"));
    }

    @Test
    void that_no_connection_is_used_again_can_be_meant() {
        assertEquals(0, read("prevent.max-idle=0s").preventMaxIdleNanos());
        assertEquals(Options.UNSET, read("prevent.max-idle=auto").preventMaxIdleNanos());
        assertEquals(Options.UNSET, read("prevent.max-age=0s").preventMaxAgeNanos());
    }

    @ParameterizedTest
    @CsvSource({"0%,0", "10%,0.1", "2.5%,0.025", "100%,1"})
    void shares(String text, double share) {
        assertEquals(share, read("retry.budget=" + text).retryBudgetShare(), 1e-12);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "10", "101%", "100.1%", "-1%", "1.%", ".5%", "1e1%"})
    void no_shares(String text) {
        assertEquals(2, read("retry.budget=" + text).problems().size());
    }

    @ParameterizedTest
    @CsvSource({"1,1", "512k,524288", "64M,67108864", "1g,1073741824"})
    void sizes(String text, long bytes) {
        assertEquals(bytes, read("events.max-size=" + text).eventsMaxSizeBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "m", "1t", "1.5m", "999999999999999g"})
    void no_sizes(String text) {
        assertEquals(1, read("events.max-size=" + text).problems().size());
    }

    @Test
    void methods_are_upper_case_names() {
        assertEquals(
                Set.of("POST", "M-SEARCH"),
                read("retry.methods=\"post, m-search\"").retryMethods());
        assertEquals(Set.of(), read("retry.methods=none").retryMethods());
    }

    @Test
    void clients_are_watched_one_or_both() {
        assertFalse(read("clients=httpclient").watchesUrlConnection());
        assertFalse(read("clients=HttpURLConnection").watchesHttpClient());
    }

    @Test
    void a_file_may_carry_the_prefix_a_byte_order_mark_and_utf8() {
        files.put("f", "\ufeffresetguard.log.rate = 3\n# comment\nevents=/tmp/\u00e4.jsonl\n");
        Options options = read("config=f");
        assertEquals(3, options.logRate());
        assertEquals("/tmp/\u00e4.jsonl", options.events());
        assertEquals(Collections.emptyList(), options.problems());
    }

    @Test
    void a_file_that_is_no_properties_file_or_too_long_is_unreadable() {
        files.put("f", "log.rate=\\u12\n");
        assertTrue(read("config=f").problems().get(0).startsWith("config (agent argument): cannot read 'f': "));
        files.put("f", "#" + "x".repeat(2 << 20));
        assertTrue(read("config=f").problems().get(0).contains("longer than 1 MiB"));
    }

    @Test
    void an_unreadable_file_is_told_once_with_its_reason() {
        properties.setProperty("resetguard.config", "/nowhere/f");
        assertEquals(
                "config (system property resetguard.config): cannot read '/nowhere/f':"
                        + " /nowhere/f (No such file or directory); using none of it",
                read(null).problems().get(0));
    }

    @Test
    void no_value_can_forge_a_line_or_flood_stderr() {
        Options options = read("log=a\r\n[resetguard] all is well\u001b[2J" + "x".repeat(100_000));
        String problem = only(options.problems());
        assertTrue(problem.length() < 250, problem);
        assertTrue(problem.chars().allMatch(c -> c >= ' ' && c < 0x7f), problem);
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 1000; i++) {
            many.append("nonsense").append(i).append("=1,");
        }
        List<String> problems = read(many.toString()).problems();
        assertEquals(21, problems.size());
        assertEquals("980 more problems with the options are not shown", problems.get(20));
    }
}
