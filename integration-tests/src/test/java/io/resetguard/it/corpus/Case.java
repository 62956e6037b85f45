package io.resetguard.it.corpus;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.Jdk;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * One case. The events that are judged are those of requests to {@code /judged}: the last of them, since the first of
 * several have no history that could tell.
 *
 * @param name for people
 * @param truth the true cause, or {@link #NO_EVENT}; it may go by client and JDK, where those differ in what they do
 * @param made how it is made
 * @param clients that it is played with
 * @param jdks that it can be played on
 * @param scene what happens
 * @param missing why it cannot be played on this machine; empty where it can
 * @param known why it is known that the agent does not tell; empty where it has to
 */
record Case(
        String name,
        BiFunction<Jdk, Client, String> truth,
        String made,
        Set<Client> clients,
        Predicate<Jdk> jdks,
        Scene scene,
        Supplier<String> missing,
        String known) {

    /** No peer ended anything that an application had not ended before. */
    static final String NO_EVENT = "no event";

    /** What happens; {@link Stage} has the client. */
    @FunctionalInterface
    interface Scene {
        void play(Stage stage) throws Exception;
    }

    static Case of(String name, String truth, String made, Scene scene) {
        return new Case(
                name, (jdk, client) -> truth, made, EnumSet.allOf(Client.class), jdk -> true, scene, () -> "", "");
    }

    /** With these clients only. */
    Case with(Client... only) {
        return new Case(name, truth, made, EnumSet.copyOf(Arrays.asList(only)), jdks, scene, missing, known);
    }

    /** On these JDKs only. */
    Case on(Predicate<Jdk> able) {
        return new Case(name, truth, made, clients, able, scene, missing, known);
    }

    /** Only where nothing of what it needs is missing. */
    Case needing(Supplier<String> whatIsMissing) {
        return new Case(name, truth, made, clients, jdks, scene, whatIsMissing, known);
    }

    /** Where the truth goes by client and JDK. */
    Case being(BiFunction<Jdk, Client, String> its) {
        return new Case(name, its, made, clients, jdks, scene, missing, known);
    }

    /** It is known that the agent does not tell this one, and why. */
    Case unknownFor(String reason) {
        return new Case(name, truth, made, clients, jdks, scene, missing, reason);
    }
}
