package io.resetguard.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.resetguard.instrument.Argument;
import io.resetguard.instrument.Hook;
import io.resetguard.instrument.Point;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassRewriterTest {

    private static final String PROBE = ClassFiles.internalName(RowProbe.class);
    private static final String SAMPLE = ClassFiles.internalName(RowSample.class);
    private static final String LIST = "java/util/List";
    private static final String STRING = "java/lang/String";
    private static final int MAJOR_VERSION_AT = 7;

    private final List<Hook> missing = new ArrayList<>();

    @BeforeEach
    void forget() {
        RowProbe.HANDED.clear();
    }

    @Test
    void on_entry_the_probe_gets_this_arguments_and_fields() throws Exception {
        Object sample = sample(work().calls(
                        "all",
                        "",
                        Argument.self(),
                        Argument.parameter(1, "J"),
                        Argument.parameter(2, "Ljava/lang/String;"),
                        Argument.field("number", "I"),
                        Argument.field("name")));
        assertEquals("a|6", work(sample, 5, "a"));
        assertEquals(List.of(sample, 5L, "a", 6, "sample"), RowProbe.HANDED);
    }

    @Test
    void on_return_the_probe_gets_the_result() throws Exception {
        Object sample = sample(work().on(Point.RETURN).calls("one", "", Argument.result()));
        assertEquals("a|6", work(sample, 5, "a"));
        assertEquals("sample", work(sample, 0, "a"));
        assertThrows(IOException.class, () -> work(sample, 5, ""));
        assertEquals(List.of("a|6", "sample"), RowProbe.HANDED);
    }

    @Test
    void on_throw_the_probe_gets_the_exception_which_goes_on() throws Exception {
        Object sample = sample(work().on(Point.THROW).calls("thrown", "", Argument.thrown()));
        assertEquals("a|6", work(sample, 5, "a"));
        assertEquals(List.of(), RowProbe.HANDED);
        IOException error = assertThrows(IOException.class, () -> work(sample, 5, ""));
        assertEquals(1, RowProbe.HANDED.size());
        assertSame(error, RowProbe.HANDED.get(0));
    }

    @Test
    void on_throw_the_methods_own_handlers_come_first() throws Exception {
        Object sample = sample(parse().on(Point.THROW).calls("thrown", "", Argument.thrown()));
        assertEquals((int) 'b', parse(sample, "ab"));
        assertEquals(List.of(), RowProbe.HANDED);
        Throwable error = assertThrows(StringIndexOutOfBoundsException.class, () -> parse(sample, "a"));
        assertEquals(List.of(error), RowProbe.HANDED);
    }

    @Test
    void on_throw_the_method_begins_anew_until_the_probe_says_what_to_throw() throws Exception {
        Object sample = sample(
                work().calls("nothing", ""),
                work().on(Point.THROW).calls("thrown", "", Argument.thrown()),
                work().on(Point.REPEAT_ON_THROW).calls("twice", "", Argument.thrown()));
        assertEquals("a|6", work(sample, 5, "a"));
        RowProbe.HANDED.clear();
        Throwable error = assertThrows(IllegalStateException.class, () -> work(sample, 5, ""));
        assertEquals("nothing", RowProbe.HANDED.get(0), "on entry, and not again");
        assertEquals(4, RowProbe.HANDED.size(), "once more, and then what was put in its place goes on");
        assertSame(error, RowProbe.HANDED.get(3));
    }

    @Test
    void a_method_with_a_frame_at_its_very_beginning_begins_anew_too() throws Exception {
        Object sample = sample(
                Hook.in(PROBE, SAMPLE, "count", 2).on(Point.REPEAT_ON_THROW).calls("twice", "", Argument.thrown()));
        Class<?>[] types = {long.class, String.class};
        assertEquals(0, call(sample, "count", types, 3, "a"));
        assertThrows(IllegalStateException.class, () -> call(sample, "count", types, 3, ""));
        assertEquals(3, RowProbe.HANDED.size());
    }

    @Test
    void before_a_call_the_probe_is_called_and_the_call_is_made() throws Exception {
        Object sample = sample(work().on(Point.BEFORE_CALL, STRING, "concat").calls("one", "", Argument.parameter(2)));
        assertEquals("a|6", work(sample, 5, "a"));
        assertThrows(IOException.class, () -> work(sample, 5, ""));
        assertEquals(List.of("a"), RowProbe.HANDED);
    }

    @Test
    void after_a_call_the_probes_result_stands_in_for_the_calls() throws Exception {
        Object sample = sample(work().on(Point.AFTER_CALL, STRING, "concat").calls("after", "", Argument.self()));
        assertEquals("a|6 after", work(sample, 5, "a"));
        assertEquals(List.of(sample), RowProbe.HANDED);
    }

    @Test
    void a_calls_result_of_a_type_that_no_probe_can_name_is_handed_on_as_an_object() throws Exception {
        String part = ClassFiles.internalName(RowSample.Part.class);
        Object sample = sample(Hook.in(PROBE, SAMPLE, "viaPart", 1)
                .on(Point.AFTER_CALL, part, "of")
                .calls("kept", ""));
        assertEquals("a", call(sample, "viaPart", new Class<?>[] {String.class}, "a"));
        assertEquals(List.of("Part"), RowProbe.HANDED);
    }

    @Test
    void a_result_can_be_replaced_after_those_who_only_look_at_it() throws Exception {
        Object sample = sample(
                work().on(Point.REPLACE_RESULT).calls("replaced", "", Argument.parameter(2)),
                work().on(Point.RETURN).calls("one", "", Argument.result()));
        assertEquals("a|6 replaced", work(sample, 5, "a"));
        assertEquals("sample replaced", work(sample, 0, "a"));
        assertThrows(IOException.class, () -> work(sample, 5, ""));
        assertEquals(List.of("a|6", "a", "sample", "a"), RowProbe.HANDED);
    }

    @Test
    void instead_of_a_call_the_probe_gets_its_object_and_arguments() throws Exception {
        Object sample =
                sample(work().on(Point.INSTEAD_OF_CALL, STRING, "concat").calls("instead", ""));
        assertEquals("instead of a", work(sample, 5, "a"));
        assertEquals(List.of("|6"), RowProbe.HANDED);
    }

    @Test
    void rows_of_one_method_are_all_put_in() throws Exception {
        Object sample = sample(
                work().calls("nothing", ""),
                work().on(Point.RETURN).calls("one", "", Argument.result()),
                work().on(Point.THROW).calls("thrown", "", Argument.thrown()),
                work().on(Point.BEFORE_CALL, STRING, "concat").calls("one", "", Argument.parameter(2)),
                work().on(Point.AFTER_CALL, STRING, "concat").calls("after", "", Argument.field("name")));
        assertEquals("a|6 after", work(sample, 5, "a"));
        assertEquals(List.of("nothing", "a", "sample", "a|6 after"), RowProbe.HANDED);
    }

    @Test
    void a_row_that_does_not_fit_is_left_out_and_told_while_the_others_stay() throws Exception {
        Hook fits = work().calls("one", "", Argument.parameter(2));
        List<Hook> unfit = List.of(
                work().calls("one", "another type of argument", Argument.parameter(2, "Ljava/net/Socket;")),
                work().calls("one", "a primitive as an object", Argument.parameter(1)),
                work().calls("one", "more arguments", Argument.parameter(3)),
                work().calls("one", "no such field", Argument.field("gone")),
                work().calls("one", "another type of field", Argument.field("name", "I")),
                work().on(Point.BEFORE_CALL, STRING, "strip").calls("nothing", "no such call"),
                work().on(Point.BEFORE_CALL, "java/lang/Long", "concat").calls("nothing", "no such owner"),
                parse().calls("one", "static", Argument.self()),
                parse().on(Point.REPLACE_RESULT).calls("kept", "returns an int"),
                Hook.in(PROBE, SAMPLE, "work", 3).calls("nothing", "other count"),
                Hook.in(PROBE, SAMPLE, "work", "(J)V").calls("nothing", "other descriptor"),
                Hook.in(PROBE, SAMPLE, "gone", Hook.ANY).calls("nothing", "no such method"));
        List<Hook> rows = new ArrayList<>(unfit);
        rows.add(4, fits);
        byte[] rewritten = Objects.requireNonNull(ClassRewriter.rewrite(sampleFile(), rows, missing));
        assertEquals(loses(unfit), loses(missing));
        Object sample = instance(rewritten);
        assertEquals("a|6", work(sample, 5, "a"));
        assertEquals(List.of("a"), RowProbe.HANDED);
    }

    @Test
    void a_row_whose_probe_does_not_take_what_is_there_is_left_out_and_told() throws Exception {
        List<Hook> unfit = List.of(
                work().calls("two", "no such probe"),
                work().calls("nothing", "another probe's arguments", Argument.parameter(2)),
                work().calls("after", "a probe with a result", Argument.parameter(2, "Ljava/lang/String;")),
                work().calls("hidden", "a probe that the JDK could not call"),
                Hook.in("io/resetguard/install/Gone", SAMPLE, "work", 2).calls("nothing", "no such class"),
                work().calls("thrown", "an exception on entry", Argument.thrown()),
                work().calls("one", "a result on entry", Argument.result()),
                run().on(Point.RETURN).calls("one", "the result of a void method", Argument.result()),
                parse().on(Point.RETURN).calls("one", "a primitive result as an object", Argument.result()),
                parse().calls("one", "a field in a static method", Argument.field("name")),
                work().calls("one", "a static field", Argument.field("SHARED")),
                run().on(Point.AFTER_CALL, LIST, "clear").calls("after", "after a void call", Argument.self()),
                run().on(Point.AFTER_CALL, LIST, "size").calls("after", "after another type", Argument.self()),
                work().on(Point.AFTER_CALL, STRING, "concat").calls("after", "other arguments"),
                run().on(Point.INSTEAD_OF_CALL, LIST, "clear").calls("instead", "instead of another call"),
                run().on(Point.INSTEAD_OF_CALL, "java/lang/Object", "toString").calls("text", "a superclass's"));
        List<Hook> rows = new ArrayList<>(unfit);
        rows.add(4, run().on(Point.BEFORE_CALL, LIST, "clear").calls("nothing", ""));
        rows.add(
                5,
                run().on(Point.INSTEAD_OF_CALL, "java/lang/Integer", "valueOf").calls("count", ""));
        Object sample = instance(Objects.requireNonNull(ClassRewriter.rewrite(sampleFile(), rows, missing)));
        assertEquals(loses(unfit), loses(missing));
        call(sample, "run", new Class<?>[0]);
        assertEquals(List.of("nothing", 0), RowProbe.HANDED);
        assertEquals("a|6", work(sample, 5, "a"));
    }

    @Test
    void where_no_row_fits_there_is_nothing_to_define() throws IOException {
        Hook unfit = work().calls("one", "no such field", Argument.field("gone"));
        assertNull(ClassRewriter.rewrite(sampleFile(), List.of(unfit), missing));
        assertEquals(List.of(unfit), missing);
    }

    @Test
    void a_method_without_code_takes_no_row() throws IOException {
        Hook row = Hook.in(PROBE, "java/lang/Runnable", "run", 0).calls("nothing", "");
        assertNull(ClassRewriter.rewrite(ClassFiles.of(Runnable.class), List.of(row), missing));
        assertEquals(List.of(row), missing);
    }

    @Test
    void a_class_file_newer_than_asm_knows_keeps_its_version() throws Exception {
        byte[] original = sampleFile();
        for (int version : new int[] {net.bytebuddy.jar.asm.Opcodes.V28, 73, 99, 255}) {
            byte[] future = original.clone();
            future[MAJOR_VERSION_AT] = (byte) version;
            byte[] rewritten = ClassRewriter.rewrite(future, List.of(work().calls("nothing", "")), missing);
            assertNotNull(rewritten);
            assertEquals(version, rewritten[MAJOR_VERSION_AT] & 0xFF);
            assertEquals(future[MAJOR_VERSION_AT], (byte) version, "the original was changed");
            rewritten[MAJOR_VERSION_AT] = original[MAJOR_VERSION_AT];
            assertEquals("a|6", work(instance(rewritten), 5, "a"));
        }
        assertEquals(List.of("nothing", "nothing", "nothing", "nothing"), RowProbe.HANDED);
    }

    private static Hook.Builder work() {
        return Hook.in(PROBE, SAMPLE, "work", 2);
    }

    private static Hook.Builder run() {
        return Hook.in(PROBE, SAMPLE, "run", 0);
    }

    private static Hook.Builder parse() {
        return Hook.in(PROBE, SAMPLE, "parse", 2);
    }

    private static byte[] sampleFile() throws IOException {
        return ClassFiles.of(RowSample.class);
    }

    private static List<String> loses(List<Hook> hooks) {
        return hooks.stream().map(Hook::loses).toList();
    }

    private Object sample(Hook... rows) throws Exception {
        byte[] rewritten = Objects.requireNonNull(ClassRewriter.rewrite(sampleFile(), List.of(rows), missing));
        assertEquals(List.of(), missing);
        return instance(rewritten);
    }

    private static Object instance(byte[] rewritten) throws Exception {
        return ClassFiles.define(RowSample.class, rewritten)
                .getDeclaredConstructor()
                .newInstance();
    }

    private static Object work(Object sample, long wide, String text) throws Exception {
        return call(sample, "work", new Class<?>[] {long.class, String.class}, wide, text);
    }

    private static Object parse(Object sample, String text) throws Exception {
        return call(sample, "parse", new Class<?>[] {double.class, String.class}, 1.0, text);
    }

    private static Object call(Object sample, String method, Class<?>[] types, Object... arguments) throws Exception {
        try {
            return sample.getClass().getMethod(method, types).invoke(sample, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
