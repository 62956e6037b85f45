package io.resetguard.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.bootstrap.HttpClientPreventProbe;
import io.resetguard.bootstrap.HttpClientProbe;
import io.resetguard.bootstrap.HttpClientRetryProbe;
import io.resetguard.bootstrap.UrlConnectionPoolProbe;
import io.resetguard.bootstrap.UrlConnectionProbe;
import io.resetguard.instrument.Door;
import io.resetguard.instrument.Hook;
import io.resetguard.instrument.Point;
import io.resetguard.instrument.httpclient.HttpClientHooks;
import io.resetguard.instrument.httpclient.HttpClientPreventHooks;
import io.resetguard.instrument.httpclient.HttpClientRetryHooks;
import io.resetguard.instrument.urlconnection.UrlConnectionHooks;
import io.resetguard.instrument.urlconnection.UrlConnectionPoolHooks;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The tables against the class files of the JDK that runs this. */
class HookTableTest {

    @Test
    void every_row_of_the_http_url_connection_finds_its_place() throws IOException {
        assertEquals(Set.of(), missing(allOfUrlConnection()));
    }

    @Test
    void every_row_at_the_pool_of_the_url_connection_finds_its_place() throws IOException {
        assertEquals(Set.of(), missing(UrlConnectionPoolHooks.table()));
    }

    @Test
    void without_prevent_no_row_is_at_the_pool() {
        assertTrue(UrlConnectionHooks.withRepeats().stream()
                .noneMatch(row -> row.method().equals("New") || row.callOwner().endsWith("KeepAliveCache")));
    }

    @Test
    void every_row_of_the_http_client_finds_its_place_but_those_that_are_for_other_releases() throws IOException {
        List<Hook> others = HttpClientHooks.table().stream()
                .filter(row -> !row.isFor(BootRoom.featureRelease()) && !row.isWhereFound())
                .toList();
        assertEquals(texts(others), missing(HttpClientHooks.table()));
    }

    @Test
    void every_row_of_a_retry_finds_its_place() throws IOException {
        assertEquals(
                Set.of(),
                missing(HttpClientRetryHooks.own().stream()
                        .filter(row -> row.isFor(BootRoom.featureRelease()))
                        .toList()));
    }

    @Test
    void every_row_of_prevention_finds_its_place() throws IOException {
        assertEquals(
                Set.of(),
                missing(HttpClientPreventHooks.own().stream()
                        .filter(row -> row.isFor(BootRoom.featureRelease()))
                        .toList()));
    }

    @Test
    void retry_replaces_the_verdict_that_is_else_only_looked_at() {
        Set<String> looks = probesAt(HttpClientHooks.table(), "attemptFailed");
        Set<String> replaces = probesAt(HttpClientRetryHooks.table(), "attemptFailed");
        assertEquals(Set.of("RETURN"), looks);
        assertEquals(Set.of("REPLACE_RESULT"), replaces);
    }

    @Test
    void with_neither_retry_nor_prevent_no_row_can_change_what_a_client_does() {
        Set<Point> acting = EnumSet.of(Point.REPLACE_RESULT, Point.REPEAT_ON_THROW);
        assertEquals(List.of(), at(acting, UrlConnectionHooks.table()));
        acting.add(Point.AFTER_CALL); // which HttpURLConnection's streams are wrapped at
        assertEquals(List.of(), at(acting, HttpClientHooks.table()));
        assertEquals(Set.of("read", "write"), calls(at(EnumSet.of(Point.INSTEAD_OF_CALL), HttpClientHooks.table())));
    }

    @Test
    void with_retry_these_can() {
        Set<Point> acting = EnumSet.of(Point.REPLACE_RESULT, Point.REPEAT_ON_THROW);
        assertEquals(
                Set.of("unanswered", "unwritten", "unconnected"), calls(at(acting, UrlConnectionHooks.withRepeats())));
        acting.add(Point.AFTER_CALL);
        assertEquals(
                Set.of("attemptFailed", "pool", "timeout", "reachable"),
                calls(at(acting, HttpClientRetryHooks.table())));
        acting = EnumSet.of(Point.INSTEAD_OF_CALL);
        assertEquals(Set.of("connect"), calls(at(acting, UrlConnectionHooks.withRepeats())));
    }

    @Test
    void with_prevent_these_can() {
        Set<Point> acting =
                EnumSet.of(Point.REPLACE_RESULT, Point.REPEAT_ON_THROW, Point.AFTER_CALL, Point.INSTEAD_OF_CALL);
        assertEquals(Set.of("taken", "takenFromPool", "foundInPool"), calls(at(acting, HttpClientPreventHooks.own())));
    }

    /** So that a row cannot pass for found because another of its class is. */
    @Test
    void every_row_alone_puts_its_call_into_its_method() throws IOException {
        List<Hook> rows = Stream.of(allOfUrlConnection(), HttpClientRetryHooks.table(), HttpClientPreventHooks.own())
                .flatMap(List::stream)
                .filter(row -> row.isFor(BootRoom.featureRelease()) && !row.isWhereFound())
                .toList();
        for (Hook row : rows) {
            byte[] rewritten = ClassRewriter.rewrite(ClassFiles.of(row.className()), List.of(row), new ArrayList<>());
            Set<String> methods = new TreeSet<>();
            new ClassReader(Objects.requireNonNull(rewritten, row::toString))
                    .accept(new CallsOfProbes(new TreeSet<>(), methods), 0);
            assertEquals(Set.of(row.method() + " calls " + row.probe()), methods);
        }
    }

    @Test
    void every_door_finds_its_place_as_a_row_too() throws IOException {
        List<Hook> rows = Stream.of(Door.ofUrlConnection(), Door.ofHttpClient())
                .flatMap(Arrays::stream)
                .map(Door::asHook)
                .toList();
        assertEquals(Set.of(), missing(rows));
    }

    @Test
    void the_decision_to_send_again_is_at_one_place_to_jdk_25_and_at_another_from_26() {
        Set<String> decisions = Set.of("getExceptionalCF", "checkRetryEligible");
        for (int feature = 11; feature <= 30; feature++) {
            int release = feature;
            Set<String> there = methods(HttpClientHooks.table().stream()
                    .filter(row -> row.isFor(release) && decisions.contains(row.method()))
                    .toList());
            assertEquals(Set.of(release <= 25 ? "getExceptionalCF" : "checkRetryEligible"), there, "JDK " + release);
        }
        assertTrue(UrlConnectionHooks.table().stream().allMatch(row -> row.isFor(8) && row.isFor(30)));
    }

    @Test
    void every_call_put_in_is_one_that_the_probe_has() throws IOException {
        assertProbesExist(allOfUrlConnection());
        assertProbesExist(UrlConnectionPoolHooks.table());
        assertProbesExist(HttpClientHooks.table());
        assertProbesExist(HttpClientRetryHooks.own());
        assertProbesExist(HttpClientPreventHooks.own());
    }

    @Test
    void every_probe_is_called_by_a_row() {
        assertEquals(probes(UrlConnectionProbe.class), calls(allOfUrlConnection()));
        assertEquals(probes(UrlConnectionPoolProbe.class), calls(UrlConnectionPoolHooks.table()));
        assertEquals(probes(HttpClientProbe.class), calls(HttpClientHooks.table()));
        assertEquals(probes(HttpClientRetryProbe.class), calls(HttpClientRetryHooks.own()));
        assertEquals(probes(HttpClientPreventProbe.class), calls(HttpClientPreventHooks.own()));
    }

    private static List<Hook> allOfUrlConnection() {
        return Stream.of(UrlConnectionHooks.withRepeats(), UrlConnectionHooks.blocking())
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void every_row_says_what_is_lost_without_it() {
        Stream.of(
                        allOfUrlConnection(),
                        UrlConnectionPoolHooks.table(),
                        HttpClientHooks.table(),
                        HttpClientRetryHooks.own(),
                        HttpClientPreventHooks.own())
                .flatMap(List::stream)
                .forEach(row -> assertTrue(!row.loses().isEmpty(), row::toString));
    }

    private static void assertProbesExist(List<Hook> table) throws IOException {
        Set<String> called = new TreeSet<>();
        for (Map.Entry<String, List<Hook>> rows : byClass(table).entrySet()) {
            byte[] classFile = ClassFiles.of(rows.getKey());
            byte[] rewritten = ClassRewriter.rewrite(classFile, rows.getValue(), new ArrayList<>());
            boolean expected = rows.getValue().stream()
                    .anyMatch(row -> row.isFor(BootRoom.featureRelease()) && !row.isWhereFound());
            if (rewritten != null || expected) {
                new ClassReader(Objects.requireNonNull(rewritten))
                        .accept(new CallsOfProbes(called, new TreeSet<>()), 0);
            }
        }
        Set<String> there = Stream.of(
                        UrlConnectionProbe.class,
                        UrlConnectionPoolProbe.class,
                        HttpClientProbe.class,
                        HttpClientRetryProbe.class,
                        HttpClientPreventProbe.class)
                .flatMap(probe -> Arrays.stream(probe.getDeclaredMethods()))
                .filter(method -> isPublicStatic(method))
                .map(method -> method.getName() + Type.getMethodDescriptor(method))
                .collect(Collectors.toSet());
        called.removeAll(there);
        assertEquals(Set.of(), called);
    }

    private static Set<String> missing(List<Hook> table) throws IOException {
        List<Hook> missing = new ArrayList<>();
        for (Map.Entry<String, List<Hook>> rows : byClass(table).entrySet()) {
            ClassRewriter.rewrite(ClassFiles.of(rows.getKey()), rows.getValue(), missing);
        }
        return texts(missing);
    }

    private static Map<String, List<Hook>> byClass(List<Hook> table) {
        return table.stream().collect(Collectors.groupingBy(Hook::className, LinkedHashMap::new, Collectors.toList()));
    }

    private static Set<String> texts(List<Hook> rows) {
        return rows.stream().map(row -> row + " calls " + row.probe()).collect(Collectors.toSet());
    }

    private static Set<String> methods(List<Hook> rows) {
        return rows.stream().map(Hook::method).collect(Collectors.toSet());
    }

    private static Set<String> calls(List<Hook> rows) {
        return rows.stream().map(Hook::probe).collect(Collectors.toSet());
    }

    private static List<Hook> at(Set<Point> points, List<Hook> rows) {
        return rows.stream().filter(row -> points.contains(row.point())).toList();
    }

    private static Set<String> probesAt(List<Hook> rows, String probe) {
        return rows.stream()
                .filter(row -> row.probe().equals(probe))
                .map(row -> row.point().name())
                .collect(Collectors.toSet());
    }

    private static Set<String> probes(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> isPublicStatic(method))
                .map(Method::getName)
                .filter(name -> !name.equals("listener"))
                .collect(Collectors.toSet());
    }

    private static boolean isPublicStatic(Method method) {
        return Modifier.isPublic(method.getModifiers()) && Modifier.isStatic(method.getModifiers());
    }

    private static final class CallsOfProbes extends ClassVisitor {
        private final Set<String> called;
        private final Set<String> byMethod;

        CallsOfProbes(Set<String> called, Set<String> byMethod) {
            super(ClassRewriter.ASM_API);
            this.called = called;
            this.byMethod = byMethod;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(ClassRewriter.ASM_API) {
                @Override
                public void visitMethodInsn(int opcode, String owner, String call, String type, boolean isInterface) {
                    if (owner.startsWith("io/resetguard/")) {
                        called.add(call + type);
                        byMethod.add(name + " calls " + call);
                    }
                }
            };
        }
    }
}
