package io.resetguard;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Who may import whom: the table of docs/architecture.md, and what no room may do. */
@AnalyzeClasses(packages = "io.resetguard", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String BASE = "io.resetguard.";
    /** Rooms of which there is no more than a package-info. */
    private static final Set<String> STILL_EMPTY = Set.of();

    /** Rooms that the rules below speak of. */
    private static final Set<String> NAMED = new TreeSet<>();

    private static final String[] JDK = {"java..", "javax..", "jdk..", "sun..", "org.jspecify.."};

    /** What java.base has on every JDK and what is safe to load before {@code main}. */
    private static final DescribedPredicate<JavaClass> SAFE_EARLY = resideInAnyPackage(
            "java.lang",
            "java.lang.ref",
            "java.util",
            "java.util.concurrent..",
            "java.util.function",
            "java.io",
            "java.net",
            "java.nio",
            "java.nio.channels",
            "java.nio.charset",
            "org.jspecify..");

    @ArchTest
    static final ArchRule bootstrap_sees_java_base_only =
            classes().that(inRoom("bootstrap")).should().onlyDependOnClassesThat(SAFE_EARLY.or(inRoom("bootstrap")));

    @ArchTest
    static final ArchRule config = room("config").mayImport(jdk());

    /** {@code Wire} holds the numbers that the boot side and this side agree on. */
    @ArchTest
    static final ArchRule exchange = room("exchange").mayImport(jdk().or(bootstrapClass("Wire")));

    @ArchTest
    static final ArchRule origin = room("origin").mayImport(jdk().or(inRooms("exchange")));

    @ArchTest
    static final ArchRule diagnosis = room("diagnosis").mayImport(jdk().or(inRooms("exchange", "origin")));

    @ArchTest
    static final ArchRule retry = room("retry").mayImport(jdk().or(inRooms("exchange", "origin", "config")));

    @ArchTest
    static final ArchRule prevent = room("prevent").mayImport(jdk().or(inRooms("exchange", "origin", "config")));

    @ArchTest
    static final ArchRule event = room("event")
            .mayImport(jdk().or(inRooms("exchange", "config", "origin", "diagnosis", "retry", "prevent"))
                    .or(bootstrapClass("AgentLog"))
                    .or(resideInAPackage("com.google.gson..")));

    /** It lives in a loader of its own under the application's, so it sees nothing else of ours. */
    @ArchTest
    static final ArchRule slf4j_side_stands_alone =
            room("event.slf4j").mayImport(jdk().or(inRoom("bootstrap")).or(resideInAPackage("org.slf4j..")));

    /** The jar holds these classes only as .raw, and no SLF4J: a direct use would not link. */
    @ArchTest
    static final ArchRule slf4j_is_seen_only_there = noClasses()
            .that()
            .resideOutsideOfPackage(BASE + "event.slf4j..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + "event.slf4j..", "org.slf4j..");

    @ArchTest
    static final ArchRule instrument = room("instrument")
            .mayImport(jdk().or(inRooms("bootstrap", "exchange", "retry", "prevent"))
                    .or(resideInAPackage("net.bytebuddy..")));

    @ArchTest
    static final ArchRule urlconnection_does_not_know_httpclient = noClasses()
            .that(inRoom("instrument.urlconnection"))
            .should()
            .dependOnClassesThat(inRoom("instrument.httpclient"));

    @ArchTest
    static final ArchRule httpclient_does_not_know_urlconnection = noClasses()
            .that(inRoom("instrument.httpclient"))
            .should()
            .dependOnClassesThat(inRoom("instrument.urlconnection"));

    @ArchTest
    static final ArchRule install = room("install")
            .mayImport(jdk().or(inRooms("instrument", "config", "bootstrap")).or(resideInAPackage("net.bytebuddy..")));

    @ArchTest
    static final ArchRule report =
            room("report").mayImport(jdk().or(inRooms("exchange", "event")).or(resideInAPackage("com.google.gson..")));

    @ArchTest
    static final ArchRule cli =
            room("cli").mayImport(jdk().or(inRooms("report", "config", "event")).or(resideInAPackage("picocli..")));

    @ArchTest
    static final ArchRule nothing_imports_the_root = noClasses()
            .that()
            .resideOutsideOfPackage("io.resetguard")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.resetguard");

    @ArchTest
    static final ArchRule tools_are_never_loaded_in_the_watched_application = noClasses()
            .that(DescribedPredicate.not(inRooms("report", "cli")))
            .should()
            .dependOnClassesThat(inRooms("report", "cli"));

    /** Each of these can settle a choice (log manager, file systems, MBean server) that is the application's. */
    @ArchTest
    static final ArchRule nothing_settles_a_choice_of_the_application = noClasses()
            .that(DescribedPredicate.not(inRooms("report", "cli")))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "java.nio.file..", "javax.management..");

    @ArchTest
    static final ArchRule standard_output_belongs_to_the_application = noClasses()
            .that(DescribedPredicate.not(inRooms("report", "cli")))
            .should()
            .accessField(System.class, "out");

    @ArchTest
    static final ArchRule nothing_ends_the_jvm = noClasses()
            .that(DescribedPredicate.not(inRooms("report", "cli")))
            .should()
            .callMethod(System.class, "exit", int.class);

    @ArchTest
    static final ArchRule packages_are_named_for_what_they_are = classes()
            .should()
            .resideOutsideOfPackages("..util..", "..common..", "..helper..", "..impl..", "..manager..");

    /** A rule about a room that is not there, because it was renamed, would hold for ever. */
    @ArchTest
    static void every_room_that_a_rule_names_has_classes(JavaClasses classes) {
        Set<String> without = new TreeSet<>(NAMED);
        without.removeIf(name -> classes.stream()
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .anyMatch(inRoom(name)));
        assertEquals(STILL_EMPTY, without);
    }

    private static Room room(String name) {
        // event.slf4j lies in event but has a row of its own.
        return new Room(name.equals("event") ? resideInAPackage(BASE + name) : inRoom(name));
    }

    private record Room(DescribedPredicate<JavaClass> own) {

        ArchRule mayImport(DescribedPredicate<JavaClass> others) {
            return classes().that(own).should().onlyDependOnClassesThat(own.or(others));
        }
    }

    private static DescribedPredicate<JavaClass> jdk() {
        return resideInAnyPackage(JDK);
    }

    private static DescribedPredicate<JavaClass> inRoom(String name) {
        NAMED.add(name);
        return resideInAPackage(BASE + name + "..");
    }

    private static DescribedPredicate<JavaClass> inRooms(String... names) {
        NAMED.addAll(Arrays.asList(names));
        return resideInAnyPackage(
                Arrays.stream(names).map(name -> BASE + name + "..").toArray(String[]::new));
    }

    /** That one class of the boot side, with the classes nested in it. */
    private static DescribedPredicate<JavaClass> bootstrapClass(String simpleName) {
        return nameMatching("io\\.resetguard\\.bootstrap\\." + simpleName + "(\\$.*)?")
                .forSubtype();
    }
}
