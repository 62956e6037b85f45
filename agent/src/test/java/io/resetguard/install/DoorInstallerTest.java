package io.resetguard.install;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.resetguard.instrument.Door;
import java.lang.instrument.ClassDefinition;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Doors whose classes are loaded already, in a JVM that does not do as it is asked. */
class DoorInstallerTest {

    private static final String HTTP = "sun.net.www.protocol.http.Handler";
    private static final String HTTPS = "sun.net.www.protocol.https.Handler";

    private final List<String> redefined = new ArrayList<>();

    static Stream<Throwable> refusals() {
        return Stream.of(
                new VerifyError("bad frame"),
                new InternalError("no room"),
                new ClassFormatError(),
                new UnmodifiableClassException(),
                new UnsupportedOperationException("schema changed"),
                new ArrayIndexOutOfBoundsException(7));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_jvm_that_refuses_a_door_is_told_of(Throwable refusal) {
        List<String> lines = install("redefineClasses", refusal, "");
        assertEquals(
                List.of(
                        HTTP + " could not be hooked: " + refusal
                                + "; lost: the client behind this door is not watched",
                        HTTPS + " could not be hooked: " + refusal
                                + "; lost: the client behind this door is not watched"),
                lines.stream().sorted().toList());
        assertEquals(List.of(), redefined);
    }

    @Test
    void one_door_that_is_refused_does_not_take_the_other_along() {
        List<String> lines = install("redefineClasses", new VerifyError(), HTTPS);
        assertEquals(1, lines.size(), lines::toString);
        assertTrue(lines.get(0).startsWith(HTTPS + " could not be hooked: "), lines::toString);
        assertEquals(List.of(HTTP), redefined);
    }

    @Test
    void a_jvm_that_takes_no_transformer_is_told_of() {
        List<String> lines = install("addTransformer", new InternalError("no room"), "");
        assertEquals(List.of("the client behind " + HTTP + " is not watched: java.lang.InternalError: no room"), lines);
    }

    /** With a JVM that throws this where the method is called (for redefining: of this class, empty for all). */
    private List<String> install(String method, Throwable refusal, String refused) {
        Instrumentation jvm = (Instrumentation) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Instrumentation.class}, (proxy, called, arguments) -> {
                    List<String> names = called.getName().equals("redefineClasses")
                            ? Arrays.stream((ClassDefinition[]) arguments[0])
                                    .map(definition ->
                                            definition.getDefinitionClass().getName())
                                    .toList()
                            : List.of();
                    if (called.getName().equals(method) && (refused.isEmpty() || names.contains(refused))) {
                        throw refusal;
                    }
                    redefined.addAll(names);
                    return switch (called.getName()) {
                        case "getAllLoadedClasses" -> new Class<?>[] {Class.forName(HTTP), Class.forName(HTTPS)};
                        case "removeTransformer" -> true;
                        default -> null;
                    };
                });
        return new DoorInstaller(jvm, new JdkModules8(), Door.ofUrlConnection()).install();
    }
}
