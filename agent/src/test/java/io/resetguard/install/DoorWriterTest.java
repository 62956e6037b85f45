package io.resetguard.install;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.resetguard.bootstrap.Probe;
import io.resetguard.instrument.Door;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DoorWriterTest {

    private static final Door HANDLER = Door.ofUrlConnection()[0];
    private static final Door SETTINGS = Door.ofHttpClient()[0];

    private final AtomicInteger uses = new AtomicInteger();

    static Stream<Door> doors() {
        return Stream.concat(Arrays.stream(Door.ofUrlConnection()), Arrays.stream(Door.ofHttpClient()));
    }

    @AfterEach
    void shut() {
        Probe.urlConnectionInstaller(null);
        Probe.httpClientInstaller(null);
    }

    @ParameterizedTest
    @MethodSource("doors")
    void the_call_stands_at_the_head_of_its_method_and_all_else_is_as_before(Door door) throws IOException {
        byte[] original = ClassFiles.of(door.className());
        assertOnlyTheCallIsAdded(original, DoorWriter.write(original, door), door);
    }

    @Test
    void switches_handlers_and_frames_are_moved_with_the_code() throws Exception {
        for (Door door : List.of(HANDLER, SETTINGS)) {
            byte[] original = ClassFiles.of(DoorShapes.class);
            assertOnlyTheCallIsAdded(original, DoorWriter.write(original, door), door);
        }
    }

    @Test
    void a_written_static_method_verifies_and_does_the_same() throws Exception {
        Probe.httpClientInstaller(new Counting());
        Class<?> written =
                ClassFiles.define(DoorShapes.class, DoorWriter.write(ClassFiles.of(DoorShapes.class), SETTINGS));
        Method get = written.getMethod("get", String.class);
        for (String key : List.of("", "a", "bb", "ccc", "12", "dddd", "-7", "eeeeeeeee")) {
            assertEquals(DoorShapes.get(key), get.invoke(null, key), key);
        }
        assertEquals(0, uses.get());
        assertEquals(DoorShapes.get("jdk.httpclient.x"), get.invoke(null, "jdk.httpclient.x"));
        assertEquals(1, uses.get());
    }

    @Test
    void a_written_instance_method_verifies_and_does_the_same() throws Exception {
        Probe.urlConnectionInstaller(new Counting());
        Class<?> written =
                ClassFiles.define(DoorShapes.class, DoorWriter.write(ClassFiles.of(DoorShapes.class), HANDLER));
        Object instance = written.getDeclaredConstructor().newInstance();
        Method openConnection = written.getMethod("openConnection", long[].class, Object.class);
        Object[] seconds = {"x", 7, "other"};
        for (Object second : seconds) {
            long[] first = {1, 2, 3};
            assertEquals(
                    new DoorShapes().openConnection(first, second), openConnection.invoke(instance, first, second));
        }
        assertEquals(seconds.length, uses.get());
    }

    @Test
    void a_class_without_the_method_is_refused() throws IOException {
        byte[] noSuchName = ClassFiles.of("java/lang/Runnable");
        assertThrows(IOException.class, () -> DoorWriter.write(noSuchName, HANDLER));
        byte[] otherArguments = ClassFiles.of(OtherShapes.class);
        assertThrows(IOException.class, () -> DoorWriter.write(otherArguments, HANDLER));
        assertThrows(IOException.class, () -> DoorWriter.write(otherArguments, SETTINGS));
    }

    @Test
    void a_truncated_class_file_is_refused_wherever_it_ends() throws IOException {
        byte[] whole = ClassFiles.of(HANDLER.className());
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThrows(IOException.class, () -> DoorWriter.write(part, HANDLER), "of " + length + " bytes");
        }
    }

    @Test
    void what_is_no_class_file_is_refused() throws IOException {
        byte[] other = ClassFiles.of(HANDLER.className());
        other[0] = 0;
        assertThrows(IOException.class, () -> DoorWriter.write(other, HANDLER));
    }

    @Test
    void a_constant_of_an_unknown_kind_is_refused() throws IOException {
        byte[] future = ClassFiles.of(HANDLER.className());
        int firstTag = 10;
        for (int kind : new int[] {0, 2, 13, 14, 21, 255}) {
            future[firstTag] = (byte) kind;
            assertThrows(IOException.class, () -> DoorWriter.write(future, HANDLER), "kind " + kind);
        }
    }

    private static void assertOnlyTheCallIsAdded(byte[] original, byte[] written, Door door) {
        DoorHead before = DoorHead.of(original, door);
        DoorHead after = DoorHead.of(written, door);
        assertEquals(List.of(), before.calls);
        String head = door.handsText() ? "aload_0 " : "nop ";
        String descriptor = door.handsText() ? "(Ljava/lang/String;)V" : "()V";
        assertEquals(
                List.of(door.method() + ": " + head + "io/resetguard/bootstrap/Probe." + door.probe() + descriptor),
                after.calls);
        assertArrayEquals(before.rest, after.rest);
    }

    private final class Counting extends Probe.Installer {
        @Override
        protected void firstUse() {
            uses.incrementAndGet();
        }
    }

    /** Methods of the doors' names that are not theirs. */
    abstract static class OtherShapes {
        Object openConnection(Object[] one) {
            return one;
        }

        abstract Object openConnection(Object one, long two, Object three);

        String get(String notStatic) {
            return notStatic;
        }

        static Object get(Object noString) {
            return noString;
        }
    }
}
