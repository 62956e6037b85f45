package io.resetguard.it.malformed;

import java.io.IOException;
import java.util.Random;

/** A connection of HTTP/1.1: requests name the number of their answer in the path. */
final class Http1Exchange {
    private static final int EACH_WHOLE = 4;

    private final Connection connection;

    Http1Exchange(Connection connection) {
        this.connection = connection;
    }

    void serve() throws IOException {
        boolean goesOn = true;
        while (goesOn && connection.awaitMore()) {
            RequestHead head = RequestHead.read(connection.in());
            int number = head.number();
            Random random = connection.random(number);
            goesOn = connection.answer(
                    number % EACH_WHOLE == 0
                            ? Answer.whole(Http1Answers.good(random))
                            : Answer.spoilt(Http1Answers.spoilt(random), random));
        }
    }
}
