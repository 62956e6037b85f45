package io.resetguard.it.conform;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * A head as the JDK's encoder writes it (RFC 7541, without a dynamic table), so far decoded that two of the same fields
 * are the same: the encoder takes either of two indexes for the name {@code :path}, as the JVM's hashes fall. What has a
 * Huffman code keeps it.
 */
final class Http2Head {
    /** The first and last index in the static table of names that are in it more than once. */
    private static final List<int[]> TWINS = List.of(new int[] {2, 3}, new int[] {4, 5}, new int[] {6, 7});

    private final ByteBuffer bytes;
    private final StringBuilder text = new StringBuilder();

    private Http2Head(byte[] head) {
        bytes = ByteBuffer.wrap(head);
    }

    static String text(byte[] head) {
        return new Http2Head(head).decoded();
    }

    private String decoded() {
        while (bytes.hasRemaining()) {
            int first = bytes.get(bytes.position()) & 0xff;
            if (first >= 0x80) {
                text.append(" #").append(number(7));
            } else if (first >= 0x40) {
                throw new IllegalStateException("this encoder has a dynamic table: " + text);
            } else if (first >= 0x20) {
                text.append(" size ").append(number(5));
            } else {
                int name = number(4);
                text.append(' ')
                        .append(name == 0 ? string() : "#" + lowest(name))
                        .append('=')
                        .append(string());
            }
        }
        return text.toString();
    }

    private static int lowest(int index) {
        return TWINS.stream()
                .filter(twin -> index >= twin[0] && index <= twin[1])
                .findAny()
                .map(twin -> twin[0])
                .orElse(index);
    }

    /** An integer of RFC 7541, 5.1. */
    private int number(int prefixBits) {
        int most = (1 << prefixBits) - 1;
        int number = bytes.get() & most;
        if (number == most) {
            int shift = 0;
            int next;
            do {
                next = bytes.get();
                number += (next & 0x7f) << shift;
                shift += 7;
            } while (next < 0);
        }
        return number;
    }

    private String string() {
        boolean huffman = bytes.get(bytes.position()) < 0;
        byte[] string = new byte[number(7)];
        bytes.get(string);
        return huffman ? HexFormat.of().formatHex(string) : new String(string, StandardCharsets.ISO_8859_1);
    }
}
