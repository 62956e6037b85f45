package io.resetguard.workload;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link UrlConnectionWorkload} with a hosts file of its own on JDK 8, which does not know {@code jdk.net.hosts.file}. The
 * property names it all the same.
 */
public final class TwoAddresses {
    private TwoAddresses() {}

    @SuppressWarnings("unchecked")
    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        List<String> hosts =
                Files.readAllLines(Paths.get(System.getProperty("jdk.net.hosts.file")), StandardCharsets.US_ASCII);
        Class<?> type = Class.forName("sun.net.spi.nameservice.NameService");
        InvocationHandler lookUp = (proxy, method, given) -> all(hosts, String.valueOf(given[0]));
        Field services = InetAddress.class.getDeclaredField("nameServices");
        services.setAccessible(true);
        ((List<Object>) services.get(null)).add(0, Proxy.newProxyInstance(null, new Class<?>[] {type}, lookUp));
        UrlConnectionWorkload.main(arguments);
    }

    private static InetAddress[] all(List<String> hosts, String host) throws UnknownHostException {
        List<InetAddress> all = new ArrayList<>();
        for (String line : hosts) {
            String[] entry = line.split(" ");
            if (entry[1].equals(host)) {
                all.add(InetAddress.getByAddress(
                        host, InetAddress.getByName(entry[0]).getAddress()));
            }
        }
        if (all.isEmpty()) {
            throw new UnknownHostException(host);
        }
        return all.toArray(new InetAddress[0]);
    }
}
