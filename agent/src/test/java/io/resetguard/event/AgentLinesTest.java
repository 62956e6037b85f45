package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.config.Options;
import io.resetguard.config.OptionsReader;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgentLinesTest {

    @ParameterizedTest
    @CsvSource({
        "1.8.0_504, all, watching HttpURLConnection;",
        "1.8.0_504, httpclient, 'watching nothing, for this JDK has no HttpClient;'",
        "11.0.24, all, watching HttpURLConnection and HttpClient;",
        "27, httpclient, watching HttpClient;",
        "27, httpurlconnection, watching HttpURLConnection;",
    })
    void the_start_line_says_what_is_watched_on_this_jdk(String java, String clients, String says) {
        String line = AgentLines.start("1.0", java, options("clients=" + clients));
        assertTrue(line.contains(says), line);
    }

    private static Options options(String argument) {
        return OptionsReader.read(argument, new Properties(), Map.of(), path -> {
            throw new java.io.FileNotFoundException(path);
        });
    }
}
