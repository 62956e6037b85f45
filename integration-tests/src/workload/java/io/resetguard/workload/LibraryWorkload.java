package io.resetguard.workload;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;

/**
 * Sends requests with a library: its argument is one of the programs of {@code integration-tests/libraries}.
 *
 * <p>Keys: {@code id method url body}.
 */
public final class LibraryWorkload {
    private LibraryWorkload() {}

    public static void main(String[] arguments) throws IOException, ReflectiveOperationException {
        Method send = Class.forName(arguments[0]).getMethod("send", String.class, String.class, String.class);
        new Driver((command, answer) -> send(send, command, answer)).run();
    }

    private static void send(Method send, Command command, Answer answer) throws Throwable {
        String body = new String(command.body(), StandardCharsets.ISO_8859_1);
        try {
            Object response = send.invoke(null, command.text("method", "GET"), command.text("url", ""), body);
            byte[] bytes = String.valueOf(response).getBytes(StandardCharsets.UTF_8);
            answer.body(bytes, bytes.length);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
