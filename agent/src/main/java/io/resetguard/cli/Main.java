package io.resetguard.cli;

import java.io.PrintStream;

/** What {@code java -jar resetguard.jar} does: says what the jar is for. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        usage(System.out);
    }

    private static void usage(PrintStream out) {
        String version = Main.class.getPackage().getImplementationVersion();
        out.println("resetguard " + (version == null ? "(version unknown)" : version));
        out.println("A Java agent that sees and explains \"Connection reset by peer\" in the JDK's HTTP clients.");
        out.println();
        out.println("usage: java -javaagent:resetguard.jar[=key=value,...] -jar your-application.jar");
    }
}
