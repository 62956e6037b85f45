package io.resetguard.it.wire;

import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What comes of a wire point. Several values mean that a race decides, and {@code reason} says which. Immutable.
 *
 * @param requests how often the server received the request, the warm-up not counted
 * @param connections how many connections the server accepted in all; empty: not looked at
 * @param outcomes what the application got: {@code Result.brief()}, regular expressions
 * @param events what the agent has to tell
 * @param reason why there are several values, or why they are surprising
 * @param variants what differs on some JDKs
 */
public record Expectation(
        Set<Integer> requests,
        Set<Integer> connections,
        List<String> outcomes,
        EventRule events,
        String reason,
        List<Variant> variants) {

    /** The server receives the request this often. */
    public static Expectation sent(Integer... times) {
        return new Expectation(Set.of(times), Set.of(), List.of(), EventRule.none(), "", List.of());
    }

    Expectation sentInstead(Integer... times) {
        return new Expectation(Set.of(times), connections, outcomes, events, reason, variants);
    }

    public Expectation connected(Integer... times) {
        return new Expectation(requests, Set.of(times), outcomes, events, reason, variants);
    }

    public Expectation gets(String... patterns) {
        return new Expectation(requests, connections, List.of(patterns), events, reason, variants);
    }

    Expectation tells(EventRule rule) {
        return new Expectation(requests, connections, outcomes, rule, reason, variants);
    }

    Expectation because(String why) {
        return new Expectation(requests, connections, outcomes, events, why, variants);
    }

    /** What differs from this JDK on. */
    Expectation from(int feature, UnaryOperator<Expectation> change) {
        return when(jdk -> jdk.feature() >= feature, change);
    }

    /** What differs up to this JDK. */
    Expectation until(int feature, UnaryOperator<Expectation> change) {
        return when(jdk -> jdk.feature() <= feature, change);
    }

    /** What differs on these JDKs. */
    Expectation when(Predicate<Jdk> these, UnaryOperator<Expectation> change) {
        List<Variant> more = new ArrayList<>(variants);
        more.add(new Variant(these, change));
        return new Expectation(requests, connections, outcomes, events, reason, List.copyOf(more));
    }

    /** As the application sees it by the entry point that this request goes through. */
    Expectation by(Request request) {
        boolean async = request.key("mode").equals("async");
        if (!async && request.key("entry").isEmpty()) {
            return this;
        }
        return when(
                any -> true,
                jdk -> jdk.gets(jdk.outcomes.stream()
                        .flatMap(outcome -> async ? Stream.of(asFuture(outcome)) : byAnyEntry(outcome))
                        .toArray(String[]::new)));
    }

    /** The future of {@code sendAsync} fails with what {@code send} throws, in a wrapper. */
    private static String asFuture(String outcome) {
        return outcome.matches("\\d+/\\d+") ? outcome : "ExecutionException: (" + outcome + ")";
    }

    /**
     * HttpURLConnection throws a failure that came before as the cause of another of its kind; and getInputStream throws
     * where getResponseCode has a status that it could still read.
     */
    private static Stream<String> byAnyEntry(String outcome) {
        return Stream.of(
                outcome, outcome.split(" <- ")[0] + " <- " + outcome, outcome.replaceFirst("^200/0 (.*) <- .*", "$1"));
    }

    /** The expectation on this JDK. */
    Expectation on(Jdk jdk) {
        Expectation result = this;
        for (Variant variant : variants) {
            if (variant.of().test(jdk)) {
                result = variant.change().apply(result);
            }
        }
        return result;
    }

    boolean allows(String outcome) {
        return outcomes.stream().anyMatch(outcome::matches);
    }

    /** Makes plain text a pattern for {@link #gets}. */
    static String literally(String... parts) {
        return Arrays.stream(parts).map(java.util.regex.Pattern::quote).collect(Collectors.joining());
    }

    /**
     * A difference.
     *
     * @param of the JDKs that it is true of
     * @param change makes the general expectation the special one
     */
    public record Variant(Predicate<Jdk> of, UnaryOperator<Expectation> change) {}
}
