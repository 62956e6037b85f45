package io.resetguard.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Sends some requests with clients of its own. */
public final class WebApplication implements Runnable {
    private static final int REQUESTS = 6;

    private final int number;
    private final List<String> origins;
    private final Random random;

    /** The how-manyth it is, where it may send to, and what its choices begin with. */
    public WebApplication(int number, List<String> origins, long seed) {
        this.number = number;
        this.origins = origins;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        List<SoakClient> clients = new ArrayList<SoakClient>(SoakProgram.httpClient());
        clients.add(new UrlConnectionSoakClient());
        for (int n = 0; n < REQUESTS; n++) {
            String origin = origins.get(random.nextInt(origins.size()));
            SoakRequest request = new SoakRequest("application-" + number + "-" + n, origin, random);
            send(request, request.http2 ? clients.get(0) : clients.get(random.nextInt(clients.size())));
        }
    }

    private static void send(SoakRequest request, SoakClient client) {
        try {
            String complaint = client.send(request);
            if (!complaint.isEmpty()) {
                System.out.println("violation wrong answer: " + request.method + " " + complaint);
            }
        } catch (Exception e) {
            return; // what the servers do to requests is counted elsewhere
        }
    }
}
