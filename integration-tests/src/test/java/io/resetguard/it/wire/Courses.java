package io.resetguard.it.wire;

import io.resetguard.it.support.Client;
import java.util.List;
import java.util.stream.Stream;

/** All courses, by the client that they are for. */
final class Courses {
    private Courses() {}

    static List<Course> of(Client client) {
        return Stream.of(
                        Http2Courses.all(),
                        Http2StreamsCourses.all(),
                        UpgradeCourses.all(),
                        ProxyCourses.of(client),
                        RequestCourses.of(client),
                        ModeCourses.of(client))
                .flatMap(rows -> rows)
                .filter(course -> course.client() == client)
                .toList();
    }
}
