package io.resetguard.workload;

/**
 * Calls a static method of the boot loader with one text, for tests that need a switch which no option offers:
 * {@code boot id class method argument}; without {@code argument} it is called with null.
 */
final class BootCall {
    private BootCall() {}

    static String make(Command command) {
        try {
            Class<?> type = Class.forName(command.text("class", ""), true, null);
            String argument = command.has("argument") ? command.text("argument", "") : null;
            Object result =
                    type.getMethod(command.text("method", ""), String.class).invoke(null, argument);
            return "called id=" + command.text("id", "") + " result=" + result;
        } catch (ReflectiveOperationException e) {
            return "called id=" + command.text("id", "") + " error=" + e;
        }
    }
}
