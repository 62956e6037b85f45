package io.resetguard.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** The file named by {@code config}: UTF-8, in the form of {@link Properties}. Apart, because few have one. */
final class OptionsFile {
    private static final int MAX_CHARS = 1 << 20;

    private OptionsFile() {}

    /** Puts what it says into {@code values}; returns why it cannot be read, or an empty text. */
    static String read(String path, ConfigFile opener, Map<String, String> values) {
        try (InputStream in = opener.open(path);
                Reader reader = new InputStreamReader(in, "UTF-8")) {
            Properties read = new Properties();
            read.load(new StringReader(text(reader)));
            Map<String, String> found = new HashMap<>();
            for (String key : read.stringPropertyNames()) {
                // -D and the file are often copied from one another.
                boolean prefixed = key.startsWith(OptionsReader.PROPERTY_PREFIX);
                String plain = prefixed ? key.substring(OptionsReader.PROPERTY_PREFIX.length()) : key;
                found.put(plain, read.getProperty(key));
            }
            values.putAll(found);
            return "";
        } catch (IOException | IllegalArgumentException | SecurityException e) {
            String message = e.getMessage();
            return message == null || message.isEmpty() ? e.getClass().getName() : message;
        }
    }

    private static String text(Reader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[4096];
        for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
            text.append(buffer, 0, n);
            if (text.length() > MAX_CHARS) {
                throw new IOException("longer than 1 MiB");
            }
        }
        boolean marked = text.length() > 0 && text.charAt(0) == '\ufeff';
        return text.substring(marked ? 1 : 0);
    }
}
