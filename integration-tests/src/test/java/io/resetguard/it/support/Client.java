package io.resetguard.it.support;

/** The JDK's two HTTP clients. */
public enum Client {
    HTTP_URL_CONNECTION("HttpURLConnection", "io.resetguard.workload.UrlConnectionWorkload"),
    HTTP_CLIENT("HttpClient", "io.resetguard.workload.HttpClientWorkload");

    private final String label;
    private final String workload;

    Client(String label, String workload) {
        this.label = label;
        this.workload = workload;
    }

    /** Its name in the agent's events. */
    public String label() {
        return label;
    }

    public String workload() {
        return workload;
    }

    /** Whether the JDK has it. */
    public boolean on(Jdk jdk) {
        return this == HTTP_URL_CONNECTION || jdk.hasHttpClient();
    }
}
