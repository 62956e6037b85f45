package io.resetguard.instrument;

/**
 * A small method of the JDK's that every use of a client comes through: hooked before {@code main}, so that the hooks
 * proper are put in on first use and cost nothing where there is none. Each calls one method of {@code Probe}.
 */
public final class Door {

    private static final String PROBE = "io/resetguard/bootstrap/Probe";

    /** The protocol handlers make each {@code HttpURLConnection}. */
    private static final String HTTP_HANDLER = "sun/net/www/protocol/http/Handler";

    private static final String HTTPS_HANDLER = "sun/net/www/protocol/https/Handler";

    /**
     * The JDK's network settings: {@code java.net.http} asks them for {@code jdk.httpclient.*} when its first class is
     * initialised. Of the boot loader; to load one of that module's own classes would cost everybody.
     */
    private static final String NETWORK_SETTINGS = "sun/net/NetProperties";

    private final String className;
    private final String method;
    private final int arguments;
    private final String probe;
    private final boolean handsText;

    private Door(String className, String method, int arguments, String probe, boolean handsText) {
        this.className = className;
        this.method = method;
        this.arguments = arguments;
        this.probe = probe;
        this.handsText = handsText;
    }

    /** The doors of {@code HttpURLConnection}: JDK 8 to 27. */
    public static Door[] ofUrlConnection() {
        return new Door[] {
            new Door(HTTP_HANDLER, "openConnection", 2, "urlConnectionUse", false),
            new Door(HTTPS_HANDLER, "openConnection", 2, "urlConnectionUse", false)
        };
    }

    /** The door of {@code java.net.http.HttpClient}: JDK 11 to 27. */
    public static Door[] ofHttpClient() {
        return new Door[] {new Door(NETWORK_SETTINGS, "get", 1, "netProperty", true)};
    }

    /** The class, in internal form; of the boot loader. */
    public String className() {
        return className;
    }

    public String method() {
        return method;
    }

    public int arguments() {
        return arguments;
    }

    /** The class of the probe, in internal form. */
    public String probeClass() {
        return PROBE;
    }

    public String probe() {
        return probe;
    }

    /** Does the probe get the (static) method's first argument, a string? */
    public boolean handsText() {
        return handsText;
    }

    /** The same as a row of the hook table, for a class that is loaded already. */
    public Hook asHook() {
        Argument[] handed = handsText ? new Argument[] {Argument.parameter(1, "Ljava/lang/String;")} : new Argument[0];
        return Hook.in(PROBE, className, method, arguments)
                .calls(probe, "the client behind this door is not watched", handed);
    }
}
