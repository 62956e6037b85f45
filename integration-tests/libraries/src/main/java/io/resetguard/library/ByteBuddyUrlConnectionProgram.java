package io.resetguard.library;

import java.io.IOException;

/** HttpURLConnection beside {@link ByteBuddyCompany}. */
public final class ByteBuddyUrlConnectionProgram {
    static {
        ByteBuddyCompany.counts("sun.net.www.protocol.http.HttpURLConnection", "getInputStream");
    }

    private ByteBuddyUrlConnectionProgram() {}

    public static String send(String method, String url, String body) throws IOException {
        PlainUrlConnection.send(method, url);
        return ByteBuddyCompany.calls();
    }
}
