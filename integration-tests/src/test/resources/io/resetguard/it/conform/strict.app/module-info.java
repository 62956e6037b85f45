/** Requires what it uses, and opens nothing. */
module strict.app {
    requires java.net.http;
}
