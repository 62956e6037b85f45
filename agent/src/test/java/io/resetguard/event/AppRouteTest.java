package io.resetguard.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AppRouteTest {
    private final Events.Clock clock = new Events.Clock();
    private final PretendedApp.Loaded loaded = new PretendedApp.Loaded();
    private final List<Throwable> faults = new ArrayList<>();
    private final AppLogging logging = new AppLogging(loaded, new PackageOpener(null), clock.nanos::get);
    private final AppRoute route = new AppRoute(logging, clock.nanos::get, faults::add);
    private final MdcCapture mdc = new MdcCapture(new OnlyLogging(logging), faults::add);
    private final Stderr stderr = new Stderr();

    @AfterEach
    void no_fault() {
        stderr.close();
        assertEquals(List.of(), faults);
    }

    private void tell(@Nullable ClassLoader loader, @Nullable Map<String, String> context, String text) {
        Event event = Events.reset().caller(loader, context).build();
        route.tell(new LogLine(event, text, clock.nanos.get()));
    }

    private void pass(long millis) {
        clock.forwardMillis(millis);
        route.tick();
    }

    @Test
    void a_line_goes_to_the_applications_logger_at_once() throws Exception {
        PretendedApp app = new PretendedApp(true);
        app.startLogging();
        loaded.by(app);
        tell(app, Map.of("user", "7"), "one");
        tell(app, null, "two {} ${x}");
        assertEquals(
                List.of("WARN resetguard.peer_reset {user=7} one", "WARN resetguard.peer_reset {} two {} ${x}"),
                app.lines().stream().map(line -> line.replace("null", "{}")).toList());
        assertEquals(List.of(), stderr.lines());
    }

    @Test
    void without_slf4j_the_line_goes_to_stderr_at_once() {
        tell(ClassLoader.getPlatformClassLoader(), null, "one");
        tell(null, null, "two");
        assertEquals(List.of("[resetguard] one", "[resetguard] two"), stderr.lines());
    }

    /** As URLClassLoader does on JDK 8, where it is closed while it is asked: "zip file closed". */
    @Test
    void a_class_loader_that_is_being_closed_is_no_fault_of_the_agents() {
        ClassLoader closing = new ClassLoader(null) {
            @Override
            protected java.net.URL findResource(String name) {
                throw new IllegalStateException("zip file closed");
            }
        };
        tell(closing, null, "one");
        assertEquals(List.of("[resetguard] one"), stderr.lines());
    }

    @Test
    void a_line_waits_for_logging_that_is_being_started() throws Exception {
        PretendedApp app = new PretendedApp(true);
        tell(app, null, "one");
        pass(1000);
        app.use(LoggerFactories.NAME);
        loaded.by(app);
        tell(app, null, "two");
        pass(1000);
        assertEquals(List.of(), app.lines());
        app.startLogging();
        pass(1000);
        assertEquals(2, app.lines().size());
        assertTrue(app.lines().get(0).endsWith(" one"));
        assertEquals(List.of(), stderr.lines());
    }

    @Test
    void it_waits_no_longer_than_five_seconds_and_the_next_not_at_all() {
        PretendedApp app = new PretendedApp(true);
        tell(app, null, "one");
        pass(4900);
        assertEquals(List.of(), stderr.lines());
        pass(200);
        assertEquals(List.of("[resetguard] one"), stderr.lines());
        tell(app, null, "two");
        assertEquals(2, stderr.lines().size());
    }

    @Test
    void logging_without_a_back_end_goes_to_stderr() throws Exception {
        PretendedApp app = new PretendedApp(false);
        app.startLogging();
        loaded.by(app);
        tell(app, null, "one");
        assertTrue(stderr.lines().contains("[resetguard] one"));
    }

    @Test
    void while_everything_is_denied_at_start_the_line_waits() throws Exception {
        PretendedApp app = new PretendedApp(true);
        app.startLogging();
        app.set(false, true);
        loaded.by(app);
        tell(app, null, "one");
        pass(2000);
        app.set(true, true);
        pass(100);
        assertEquals(1, app.lines().size());
    }

    @Test
    void later_a_logger_that_is_switched_off_is_respected() throws Exception {
        PretendedApp app = new PretendedApp(true);
        app.startLogging();
        app.set(false, true);
        loaded.by(app);
        tell(app, null, "one");
        pass(5000);
        tell(app, null, "two");
        assertEquals(2, route.silenced());
        route.hurry();
        tell(app, null, "three");
        assertEquals(3, route.silenced());
        assertEquals(List.of(), app.lines());
        assertEquals(List.of(), stderr.lines());
    }

    @Test
    void at_exit_what_waits_goes_to_stderr_and_a_living_log_is_still_used() throws Exception {
        PretendedApp other = new PretendedApp(true);
        tell(other, null, "waiting");
        PretendedApp app = new PretendedApp(true);
        app.startLogging();
        loaded.by(app);
        route.hurry();
        assertEquals(List.of("[resetguard] waiting"), stderr.lines());
        tell(app, null, "logged");
        assertEquals(1, app.lines().size());
        app.set(true, false);
        tell(app, null, "stopped");
        assertEquals(List.of("[resetguard] waiting", "[resetguard] stopped"), stderr.lines());
    }

    @Test
    void an_appender_that_throws_is_a_fault_and_the_line_goes_to_stderr() throws Exception {
        PretendedApp app = new PretendedApp(true);
        app.startLogging();
        app.fail(new IllegalStateException("injected"));
        loaded.by(app);
        tell(app, null, "one");
        assertEquals(List.of("[resetguard] one"), stderr.lines());
        assertEquals(1, faults.size());
        faults.clear();
    }

    @Test
    void the_only_slf4j_of_the_jvm_serves_threads_above_it_and_no_neighbours() throws Exception {
        PretendedApp app = new PretendedApp(true);
        app.startLogging();
        loaded.by(app);
        tell(ClassLoader.getPlatformClassLoader(), null, "from a thread of the common pool");
        assertEquals(1, app.lines().size());
        tell(new PretendedApp(true), null, "from a neighbour");
        assertEquals(1, app.lines().size());
    }

    @Test
    void a_crowd_that_waits_is_bounded() {
        PretendedApp app = new PretendedApp(true);
        for (int i = 0; i < AppRoute.MAX_WAITING + 10; i++) {
            tell(app, null, "line " + i);
        }
        assertEquals(10, stderr.lines().size());
        assertEquals("[resetguard] line 0", stderr.lines().get(0));
        assertTrue(loaded.looks < 10);
    }

    @Test
    void the_mdc_is_captured_only_where_logging_was_started() throws Exception {
        PretendedApp app = new PretendedApp(true);
        assertNull(mdc.capture(app));
        app.use(LoggerFactories.NAME);
        loaded.by(app);
        clock.forwardMillis(1000);
        assertNull(mdc.capture(app));
        app.startLogging();
        app.putMdc("user", "7");
        assertEquals(Map.of("user", "7"), mdc.capture(app));
        assertNull(mdc.capture(null));
        assertNull(new MdcCapture(new OnlyLogging(null), faults::add).capture(app));
    }

    @Test
    void a_web_application_that_was_logged_to_can_go() throws Exception {
        WeakReference<ClassLoader> gone = useAndForget();
        for (int i = 0; i < 50 && gone.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertNull(gone.get());
    }

    private WeakReference<ClassLoader> useAndForget() throws Exception {
        try (PretendedApp app = new PretendedApp(true)) {
            app.startLogging();
            app.putMdc("user", "7");
            loaded.by(app);
            tell(app, mdc.capture(app), "one");
            assertEquals(1, app.lines().size());
            loaded.by(ClassLoader.getPlatformClassLoader());
            return new WeakReference<>(app);
        }
    }

    private record OnlyLogging(@Nullable AppLogging logging) implements SinkFactory {
        @Override
        public List<EventSink> open() {
            return List.of();
        }
    }
}
