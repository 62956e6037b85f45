package io.resetguard.it.guarantees;

/**
 * What came of a row.
 *
 * @param outcome what the application got
 * @param received how often the server received the request, the parts of one included
 * @param connections how many it accepted
 * @param brief the status, the length and the exceptions
 */
record Seen(Outcome outcome, int received, int connections, String brief) {
    /** A cell of the tables. */
    String title() {
        return outcome.title() + ", " + received;
    }
}
