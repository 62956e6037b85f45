package io.resetguard.it.malformed;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Of a request of HTTP/1.1; its body is read too. */
record RequestHead(int number) {
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)");

    static RequestHead read(DataInputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0) {
                throw new EOFException();
            }
            text.append((char) c);
        }
        Matcher length = LENGTH.matcher(text);
        if (length.find()) {
            in.skipNBytes(Integer.parseInt(length.group(1)));
        }
        return new RequestHead(Integer.parseInt(text.substring(text.indexOf("/") + 1, text.indexOf(" HTTP"))));
    }
}
