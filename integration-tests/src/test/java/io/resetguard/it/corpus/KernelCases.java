package io.resetguard.it.corpus;

import io.resetguard.it.real.NetworkNamespace;
import io.resetguard.it.real.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Nothing is scripted: nginx, and the kernel's own accept queue, NAT and connection tracking, set as some are set, in a
 * network of the case's own.
 */
final class KernelCases {
    /** Of connections that are not accepted yet, there is room for so many and one; and for so many half-open ones. */
    private static final int BACKLOG = 16;

    private static final int WAITING = 10;
    private static final int TOO_MANY = 14;
    private static final int DOWNLOAD_BYTES = 20_000_000;

    /** In a location, for outside of one nginx does not heed keepalive_timeout where it says what it will do. */
    private static final String OK = "location ~ . { return 200 'ok'; }";

    /** Where the kernel's NAT listens for the server. */
    private static final int NAT_PORT = 8001;

    private KernelCases() {}

    static List<Case> all() {
        List<Case> all = List.of(
                Case.of(
                        "accept queue full, the kernel resets",
                        "backlog_overflow",
                        "nginx, backlog=16, its worker stands still while 10 and then 14 connections come over a slow"
                                + " line; net.ipv4.tcp_abort_on_overflow=1; four times",
                        stage -> acceptQueue(stage, 1)),
                Case.of(
                        "accept queue full, the kernel waits",
                        Case.NO_EVENT,
                        "the same with tcp_abort_on_overflow=0, which is the default: what is dropped is sent again",
                        stage -> acceptQueue(stage, 0)),
                Case.of(
                        "NAT of the kernel forgets",
                        "middlebox_dropped",
                        "nftables redirects, nf_conntrack_tcp_timeout_established=1, nf_conntrack_tcp_loose=0; nginx"
                                + " announces 75 s; three times",
                        KernelCases::natForgets),
                Case.of(
                        "firewall of the kernel drops what it forgot",
                        Case.NO_EVENT,
                        "nftables drops what is invalid, with the same settings: a time-out of the application, no reset",
                        KernelCases::firewallDrops),
                Case.of(
                        "NAT of the kernel loses entries in downloads",
                        "conntrack_invalid",
                        "nftables redirects, nf_conntrack_tcp_loose=0; of seven downloads of 20 MB from nginx four lose"
                                + " their entry (conntrack -D) after 0.3, 0.9, 0.6 and 1.1 s: the rest is invalid, and not"
                                + " translated",
                        KernelCases::entriesLost));
        return all.stream().map(one -> one.needing(NetworkNamespace::missing)).toList();
    }

    private static void acceptQueue(Stage stage, int abortOnOverflow) throws IOException {
        NetworkNamespace network = stage.namespace();
        network.run("sysctl", "-q", "-w", "net.ipv4.tcp_abort_on_overflow=" + abortOnOverflow);
        // So slow, and with so little that goes at once, that all SYNs are there before the queue is full.
        network.run("ip", words("link set lo mtu 600"));
        network.run("tc", words("qdisc add dev lo root tbf rate 300kbit burst 640 latency 2s"));
        ServerProcess server = Servers.nginx(stage, network, "backlog=" + BACKLOG, "keepalive_timeout 0; " + OK);
        for (int i = 0; i < 4; i++) {
            stage.workload().sendParallel(Stage.to("GET", Servers.url(server, "/first")), TOO_MANY);
            server.signalChildren("STOP");
            CompletableFuture<?> waiting = atOnce(stage, server, WAITING);
            Stage.idle(500);
            CompletableFuture<?> tooMany = atOnce(stage, server, TOO_MANY);
            Stage.idle(800);
            server.signalChildren("CONT");
            waiting.join();
            tooMany.join();
            Stage.idle(500);
        }
    }

    private static CompletableFuture<?> atOnce(Stage stage, ServerProcess server, int count) {
        return CompletableFuture.supplyAsync(
                () -> stage.workload().sendParallel(Stage.to("GET", Servers.url(server, "/judged")), count));
    }

    private static void natForgets(Stage stage) throws IOException {
        NetworkNamespace network = stage.namespace();
        forgetful(network);
        ServerProcess server = Servers.nginx(stage, network, "", "keepalive_timeout 75s 75s; " + OK);
        redirect(network, server.port());
        for (int i = 0; i < 3; i++) {
            stage.get(url("/first"));
            Stage.idle(1_300 + 300 * i);
            stage.get(url("/judged"));
        }
    }

    private static void firewallDrops(Stage stage) throws IOException {
        NetworkNamespace network = stage.namespace();
        forgetful(network);
        network.run(
                "nft",
                "add table ip f; add chain ip f i { type filter hook input priority 0; };"
                        + " add rule ip f i ct state invalid drop");
        ServerProcess server = Servers.nginx(stage, network, "", "keepalive_timeout 75s; " + OK);
        stage.get(Servers.url(server, "/first"));
        Stage.idle();
        stage.send(Stage.to("POST", Servers.url(server, "/judged")).with("timeoutMs", 700));
    }

    private static void entriesLost(Stage stage) throws IOException {
        NetworkNamespace network = stage.namespace();
        network.run("sysctl", "-q", "-w", "net.netfilter.nf_conntrack_tcp_loose=0");
        network.run("tc", words("qdisc add dev lo root tbf rate 100mbit burst 150k latency 100ms"));
        Files.setPosixFilePermissions(stage.folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.write(stage.folder.resolve("judged"), new byte[DOWNLOAD_BYTES]);
        ServerProcess server = Servers.nginx(stage, network, "", "location /judged { root " + stage.folder + "; }");
        redirect(network, server.port());
        for (long lostAfterMillis : new long[] {0, 300, 900, 0, 600, 0, 1_100}) {
            int id = stage.workload().start(Stage.to("GET", url("/judged")));
            if (lostAfterMillis > 0) {
                Stage.idle(lostAfterMillis);
                network.run("conntrack", words("-D -p tcp --orig-port-dst " + NAT_PORT));
            }
            stage.workload().await(id);
        }
    }

    /** Idle flows for a second, and what belongs to no flow is invalid. */
    private static void forgetful(NetworkNamespace network) throws IOException {
        network.run("sysctl", "-q", "-w", "net.netfilter.nf_conntrack_tcp_timeout_established=1");
        network.run("sysctl", "-q", "-w", "net.netfilter.nf_conntrack_tcp_loose=0");
    }

    private static void redirect(NetworkNamespace network, int server) throws IOException {
        network.run(
                "nft",
                "add table ip n; add chain ip n o { type nat hook output priority -100; };"
                        + " add rule ip n o tcp dport " + NAT_PORT + " redirect to :" + server);
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + NAT_PORT + path;
    }

    private static String[] words(String text) {
        return text.split(" ");
    }
}
