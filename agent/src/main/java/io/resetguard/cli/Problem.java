package io.resetguard.cli;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import picocli.CommandLine.ExitCode;

/** Something that the user has to be told, and the exit code with which. */
final class Problem extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    private Problem(String message, int exitCode) {
        super(message);
        this.exitCode = exitCode;
    }

    /** What was given cannot be read, found or written. */
    static Problem ofInput(String message) {
        return new Problem(message, ExitCode.SOFTWARE);
    }

    /** It was asked for in a way that cannot be. */
    static Problem ofUse(String message) {
        return new Problem(message, ExitCode.USAGE);
    }

    int exitCode() {
        return exitCode;
    }

    /** A sentence for the terminal. */
    static String text(Exception problem) {
        if (problem instanceof FileSystemException) {
            FileSystemException about = (FileSystemException) problem;
            String reason = about.getReason();
            return about.getFile() + ": " + (reason == null ? kind(problem) : reason);
        }
        String message = problem.getMessage();
        return message == null || !(problem instanceof Problem) ? problem.toString() : message;
    }

    private static String kind(Exception problem) {
        if (problem instanceof NoSuchFileException) {
            return "there is no such file";
        }
        return problem instanceof AccessDeniedException
                ? "access denied"
                : problem.getClass().getSimpleName();
    }
}
