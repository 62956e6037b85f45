package io.resetguard.demo;

import org.jspecify.annotations.Nullable;

/** The head of one request, as far as the service cares. */
final class ServiceRequest {
    final String path;
    final long contentLength;

    /** The application's name for what it orders, or null. The same one twice is an order placed twice. */
    final @Nullable String orderId;

    /** How long the connection was idle before this request, in milliseconds; 0 for its first. */
    final long idleMillis;

    private ServiceRequest(String path, long contentLength, @Nullable String orderId, long idleMillis) {
        this.path = path;
        this.contentLength = contentLength;
        this.orderId = orderId;
        this.idleMillis = idleMillis;
    }

    /** Reads request line and header fields; enough for the two clients of the JDK, not a general parser. */
    static ServiceRequest parse(String head, long idleMillis) {
        String[] lines = head.split("\r\n");
        String[] requestLine = lines[0].split(" ");
        long contentLength = 0;
        @Nullable String orderId = null;
        for (String line : lines) {
            int colon = line.indexOf(':');
            String name = colon < 0 ? "" : line.substring(0, colon);
            if (name.equalsIgnoreCase("Content-Length")) {
                contentLength = Long.parseLong(line.substring(colon + 1).trim());
            } else if (name.equalsIgnoreCase("X-Order-Id")) {
                orderId = line.substring(colon + 1).trim();
            }
        }
        return new ServiceRequest(requestLine.length > 1 ? requestLine[1] : "", contentLength, orderId, idleMillis);
    }
}
