package io.resetguard.it.wire;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.ForkedJvm;
import io.resetguard.it.support.Workload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Plays the courses of one client in one JVM, one after the other. */
final class CourseRun {
    private CourseRun() {}

    /**
     * A course that was played.
     *
     * @param course the row
     * @param path with which its URLs begin
     * @param begun when it began
     * @param seen what came of it
     * @param broken why it could not be played to its end; empty where it was
     */
    record Played(Course course, String path, Instant begun, Seen seen, String broken) {
        @Override
        public String toString() {
            return course + " -> " + seen + broken;
        }
    }

    static List<Played> all(ForkedJvm jvm, Client client, List<Course> courses) {
        return all(jvm, client.workload(), courses);
    }

    /** With a program that speaks the protocol of the client's. */
    static List<Played> all(ForkedJvm jvm, String program, List<Course> courses) {
        List<Played> played = new ArrayList<>();
        try (Workload workload = Workload.start(jvm.trustingTestKeys(), Workload.classPath(), program)) {
            for (Course course : courses) {
                played.add(play(workload, course, "/course-" + (played.size() + 1) + "/"));
            }
            ForkedJvm.Output output = workload.quit();
            if (output.exitCode() != 0) {
                throw new AssertionError("the JVM ended with " + output.exitCode() + ", said " + output.stderr());
            }
        }
        return played;
    }

    private static Played play(Workload workload, Course course, String path) {
        Instant begun = Instant.now();
        try (Scene scene = new Scene(workload, path)) {
            return new Played(course, path, begun, course.play().in(scene), "");
        } catch (AssertionError e) {
            return new Played(course, path, begun, new Seen("", -1, -1), " broken: " + e.getMessage());
        }
    }
}
