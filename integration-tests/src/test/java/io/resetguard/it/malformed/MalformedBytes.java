package io.resetguard.it.malformed;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Bytes being spoilt, the same way for the same random numbers. */
final class MalformedBytes {
    /** A word that must not get into the agent's lines. */
    static final String FORGED = "forged";

    private static final List<String> TOKENS = List.of(
            "\r\n",
            "\r\n\r\n",
            "\n",
            "\r",
            "\u0000",
            "\u001b[31m",
            "\u00ff\u00fe",
            ":",
            " ",
            "\t",
            ";",
            ",",
            "=",
            "\"",
            "-1",
            "99999999999999999999",
            "7fffffffffffffff",
            "0x10",
            "HTTP/1.1 200 OK\r\n",
            "HTTP/1.1 100 Continue\r\n\r\n",
            "Content-Length: 3\r\n",
            "Content-Length: -1\r\n",
            "Transfer-Encoding: chunked\r\n",
            "Transfer-Encoding: gzip, chunked\r\n",
            "Connection: close\r\n",
            "Connection: upgrade, ,close,,\r\n",
            "Keep-Alive: timeout=0, max=0\r\n",
            "Keep-Alive: timeout=99999999999999999999\r\n",
            "Server: [resetguard] " + FORGED + "\r\n",
            "Set-Cookie: a=b; Domain=\r\n",
            "\r\n [resetguard] " + FORGED + "\r\n",
            "0\r\n\r\n",
            "ffffffff\r\n");

    private final Random random;
    private byte[] bytes;

    MalformedBytes(Random random, byte[] bytes) {
        this.random = random;
        this.bytes = bytes;
    }

    /** Spoils it in so many places. */
    byte[] spoilt(int places) {
        for (int i = 0; i < places; i++) {
            spoilOnce();
        }
        return bytes;
    }

    private void spoilOnce() {
        int from = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, from + 1 + random.nextInt(16));
        switch (random.nextInt(9)) {
            case 0 -> replace(from, Math.min(bytes.length, from + 1), bytes(1));
            case 1 -> replace(from, to, new byte[0]);
            case 2 -> replace(from, from, copy(from, to));
            case 3, 4 -> replace(from, from, token());
            case 5 -> replace(from, from, bytes(1 + random.nextInt(64)));
            case 6 -> replace(from, bytes.length, new byte[0]);
            case 7 -> repeatLine(from);
            default -> replaceNumber(from);
        }
    }

    private void repeatLine(int inside) {
        int from = inside;
        while (from > 0 && bytes[from - 1] != '\n') {
            from--;
        }
        int to = inside;
        while (to < bytes.length && bytes[to] != '\n') {
            to++;
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        byte[] line = copy(from, Math.min(bytes.length, to + 1));
        for (int i = random.nextInt(200); i > 0; i--) {
            lines.writeBytes(line);
        }
        replace(from, from, lines.toByteArray());
    }

    /** The next one. */
    private void replaceNumber(int start) {
        int from = start;
        while (from < bytes.length && !isDigit(bytes[from])) {
            from++;
        }
        int to = from;
        while (to < bytes.length && isDigit(bytes[to])) {
            to++;
        }
        List<String> numbers = List.of("0", "-1", "00", "1", "4294967296", "9223372036854775808", "1e3", "", "３");
        replace(from, to, numbers.get(random.nextInt(numbers.size())).getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private byte[] token() {
        return TOKENS.get(random.nextInt(TOKENS.size())).getBytes(StandardCharsets.ISO_8859_1);
    }

    private byte[] bytes(int count) {
        byte[] made = new byte[count];
        random.nextBytes(made);
        return made;
    }

    private byte[] copy(int from, int to) {
        return Arrays.copyOfRange(bytes, from, to);
    }

    private void replace(int from, int to, byte[] with) {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        made.write(bytes, 0, from);
        made.writeBytes(with);
        made.write(bytes, to, bytes.length - to);
        bytes = made.toByteArray();
    }
}
