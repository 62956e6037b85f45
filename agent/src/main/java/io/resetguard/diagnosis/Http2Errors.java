package io.resetguard.diagnosis;

/** Error codes of HTTP/2 (RFC 9113, 7). */
final class Http2Errors {

    static final int NO_ERROR = 0;
    static final int REFUSED_STREAM = 7;
    static final int CANCEL = 8;
    static final int ENHANCE_YOUR_CALM = 11;
    static final int HTTP_1_1_REQUIRED = 13;

    private static final String[] NAMES = {
        "NO_ERROR",
        "PROTOCOL_ERROR",
        "INTERNAL_ERROR",
        "FLOW_CONTROL_ERROR",
        "SETTINGS_TIMEOUT",
        "STREAM_CLOSED",
        "FRAME_SIZE_ERROR",
        "REFUSED_STREAM",
        "CANCEL",
        "COMPRESSION_ERROR",
        "CONNECT_ERROR",
        "ENHANCE_YOUR_CALM",
        "INADEQUATE_SECURITY",
        "HTTP_1_1_REQUIRED"
    };

    private Http2Errors() {}

    /** {@code CANCEL (8)}; a number alone where the RFC has no name. */
    static String name(int code) {
        return code >= 0 && code < NAMES.length ? NAMES[code] + " (" + code + ")" : String.valueOf(code);
    }
}
