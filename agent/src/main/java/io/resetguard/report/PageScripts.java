package io.resetguard.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The parts of the page that a browser runs or styles by, and the policy that lets it do so with these and no others. */
final class PageScripts {
    final String style;
    final String charts;
    final String page;

    PageScripts(String style, String charts, String page) {
        this.style = style;
        this.charts = charts;
        this.page = page;
    }

    static PageScripts load() throws IOException {
        return new PageScripts(resource("page.css"), resource("echarts.common.min.js"), resource("page.js"));
    }

    /** Content-Security-Policy: what is in the page by its hash, nothing from anywhere, and nothing to anywhere. */
    String policy() {
        return "default-src 'none'; script-src " + hash(charts) + " " + hash(page) + "; style-src " + hash(style)
                + "; base-uri 'none'; form-action 'none'";
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PageScripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is not in the jar");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            byte[] buffer = new byte[8192];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                bytes.write(buffer, 0, n);
            }
            // A browser reads \r\n as \n before it hashes.
            return bytes.toString("UTF-8").replace("\r\n", "\n").replace('\r', '\n');
        }
    }
}
