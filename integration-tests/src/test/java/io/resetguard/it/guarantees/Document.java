package io.resetguard.it.guarantees;

/** The words of the document that are not measured. */
final class Document {
    /** Takes the command, the date, the JDKs, the number of rows. */
    static final String TOP =
            """
            # What comes of a request, without the agent and in each of its modes

            <!-- Generated: do not edit. -->
            Written by `%s`, %s, on JDK %s.

            %,d rows were measured, each without the agent and in six modes: every kind of request, ended at every point
            by a scripted server over real sockets, on every JDK. The server counts what it receives. The command fails if one
            of these sentences does not hold of one row, or if the agent has a fault of its own:

            | what holds | rows checked | violations |
            |---|---|---|
            """;

    /** Takes the number of rows. */
    static final String MISSED =
            """

            **What was missed.** %d times a mode did not send again what its rule says, and the application got what it gets
            without the agent.

            """;

    /** Takes the number of rows. */
    static final String SURFACED =
            """

            **What `guard` costs.** In %d rows (all JDKs together) `guard` lets a failure surface that the JDK alone hides
            by sending a POST without a key twice. That is what `jdk-resend=block` is for; `mode=guard,jdk-resend=keep`
            leaves it as it is. These:

            | wire point | connection | protocol | request | JDK |
            |---|---|---|---|---|
            """;

    static final String LEGEND =
            """

            ## How to read the tables

            A cell says what the application got, and how often the server received the request: `ok, 2` is an answer, and two
            requests. **Bold** is what differs from `none`, which is without the agent.

            - `ok`: the whole answer. `fails`: an exception. `short`: an answer of which a part is missing, without an
              exception. `413`: the server's refusal of an upload. `408`: an answer that was to no request.
            - A request of which the server read only a part is counted as well. One that it refused (REFUSED_STREAM, GOAWAY) is
              counted too, though the server says that it has not processed it.
            - `or`: a race decides, whatever the mode: whether an RST on accept comes before, between or after the client's
              writes, and whether the close after a 413 erases it. There either outcome counts as right.
            - `while idle`: and the client had the time to notice. Where the machine was too busy for that, or an RST
              overtook the bytes before it, the row was run again, by itself.
            - **connection**: `fresh` or `reused`; `once`: what is sent again is answered; `always`: it is ended as well.
            - **request**: POST, PUT and PATCH have a body: `buffered` (all of it is there and can be written again), `fixed`
              (streamed, its length known) or `chunked` (streamed); where none is named, each of them. `with key`: with an
              `Idempotency-Key`.
            - `observe`: `mode=observe`, the default. `prevent`: `prevent=on`. `proven`, `idempotent`: `retry=`.
              `idempotent + fresh`: and `retry.fresh=true`. `guard`: `mode=guard`, which is `prevent=on`, `retry=idempotent`
              and `jdk-resend=block`.
            - h2c begins with an upgrade from HTTP/1.1; h2 is agreed on in TLS.
            """;

    static final String LEFT_OUT =
            """

            ## What is left out

            - What cannot be: HTTP/2 and PATCH by HttpURLConnection; an upload without a body; a cut body of an answer to HEAD;
              on h2c an upload that is cut on a fresh connection (the first request goes out over HTTP/1.1, and whole).
            - What shows nothing more: a cut body again and again (nobody sends it again); an upload that is cut on a reused
              connection again and again; on h2, what happens in the TLS handshake.
            - GET, HEAD, OPTIONS and DELETE with a body; other methods.
            - Several pooled connections, proxies, redirects, time-outs, cancelling, HTTP/3: tests of their own, or not covered
              (README).
            - Each row has a server of its own, and so a full `retry.budget`, and nothing learned of its origin.

            Every value that was seen, with the exception, is in `integration-tests/target/guarantees.csv` after the command.
            """;

    private Document() {}
}
