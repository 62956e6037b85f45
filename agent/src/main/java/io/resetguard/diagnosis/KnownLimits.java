package io.resetguard.diagnosis;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Idle time-outs of what stands between clients and servers: after them a flow is forgotten. Sources: vendors' documents. */
enum KnownLimits {
    /** learn.microsoft.com, load-balancer-tcp-reset: 4 minutes, dropped silently unless TCP reset is on. */
    AZURE(240, "Azure Load Balancer or NAT gateway", "idle timeout, TCP reset"),
    /** docs.digitalocean.com, NAT gateway. */
    DIGITAL_OCEAN(300, "DigitalOcean NAT gateway", "TCP timeout"),
    /** docs.aws.amazon.com: NLB update-idle-timeout, NAT gateway; answers the next packet with RST. */
    AWS(350, "AWS NAT gateway, NLB or VPC endpoint", "tcp.idle_timeout.seconds"),
    /** cloud.google.com: external application load balancer to backend, fixed. */
    GCP(600, "Google Cloud load balancer or Cloud NAT", "backend keep-alive above 600 s"),
    /** kernel ip_vs; gooth.org 2018-09-15, moby#31208. */
    IPVS(900, "Kubernetes IPVS or Docker Swarm", "ipvsadm --set"),
    /** developers.cloudflare.com, connection limits: 900 s to the origin; camunda#47965 for firewalls: 5 to 30 minutes. */
    FIREWALL(1800, "a firewall's TCP session timeout", "session or conntrack timeout"),
    /** cisco.com, ASA timeout conn: 1 h. */
    FIREWALL_HOUR(3600, "a firewall's TCP session timeout", "timeout conn");

    private final int seconds;
    private final String title;
    private final String setting;

    KnownLimits(int seconds, String title, String setting) {
        this.seconds = seconds;
        this.title = title;
        this.setting = setting;
    }

    /**
     * The only one that is longer than what worked and not longer than what failed; where it is not known what worked, just
     * not longer than what failed.
     *
     * @param workedNanos -1: not known
     */
    static @Nullable String between(long workedNanos, long failedNanos) {
        KnownLimits found = null;
        for (KnownLimits limit : values()) {
            long nanos = TimeUnit.SECONDS.toNanos(limit.seconds);
            boolean near = failedNanos >= nanos - nanos / 50 && (workedNanos >= 0 || failedNanos <= nanos + nanos / 10);
            if (near && workedNanos < nanos) {
                if (found != null) {
                    return null;
                }
                found = limit;
            }
        }
        return found == null ? null : found.title + " (" + found.seconds + " s; " + found.setting + ")";
    }
}
