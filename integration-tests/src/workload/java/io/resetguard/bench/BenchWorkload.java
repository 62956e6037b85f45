package io.resetguard.bench;

/**
 * Healthy keep-alive requests. Prints, for each measured spell, the wall time, the CPU time and the allocation of one
 * request.
 *
 * <p>Arguments: client (HttpURLConnection or HttpClient), URL, threads, platform or virtual, milliseconds to warm up,
 * milliseconds a spell, spells.
 */
public final class BenchWorkload {
    private BenchWorkload() {}

    /** Entry. */
    public static void main(String[] arguments) throws Exception {
        Senders senders = new Senders(
                Integer.parseInt(arguments[2]),
                arguments[3].equals("virtual"),
                Requester.of(arguments[0], arguments[1]));
        senders.spell(Long.parseLong(arguments[4]));
        int spells = Integer.parseInt(arguments[6]);
        for (int i = 0; i < spells; i++) {
            System.out.println("spell " + senders.spell(Long.parseLong(arguments[5])));
        }
        System.exit(0);
    }
}
