package io.resetguard.it.corpus;

import io.resetguard.it.support.Client;
import io.resetguard.it.support.EventLine;
import io.resetguard.it.support.Jdk;
import io.resetguard.it.support.Jdks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Plays all cases on all JDKs, prints what the agent said of each, and the score; writes docs/diagnosis.md.
 *
 * <p>{@code mvn -q -Pcorpus verify [-Djdks=home1:home2] [-Dcorpus.only=name]}
 */
public final class Corpus {
    /** The time goes into waiting. */
    private static final ExecutorService AT_ONCE = Executors.newFixedThreadPool(3, Corpus::daemon);

    private Corpus() {}

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "case");
        thread.setDaemon(true);
        return thread;
    }

    /** All cases. */
    static List<Case> cases() {
        return Stream.of(
                        StaleCases.all(),
                        MiddleboxCases.all(),
                        KernelCases.all(),
                        LimitCases.all(),
                        RestartCases.all(),
                        HandshakeCases.all(),
                        RequestCases.all(),
                        FreshCases.all(),
                        ResponseCases.all(),
                        Http2Cases.all(),
                        OwnCases.all())
                .flatMap(Collection::stream)
                .toList();
    }

    /** Those that can be played here. */
    static List<Case> playable() {
        return cases().stream().filter(one -> one.missing().get().isEmpty()).toList();
    }

    /** A line for each that cannot be played here. */
    static List<String> notPlayed() {
        return cases().stream()
                .filter(one -> !one.missing().get().isEmpty())
                .map(one -> one.name() + ": " + one.missing().get())
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** Arguments: the document to write, {@code none} for none; a part of the names of the cases to play, or {@code all}. */
    public static void main(String[] arguments) throws IOException {
        String only = arguments[1];
        List<Judged> judged = new ArrayList<>();
        List<String> notPlayed = notPlayed();
        for (Case one : playable()) {
            if (only.equals("all") || one.name().contains(only)) {
                List<CompletableFuture<Judged>> playing =
                        Jdks.all().flatMap(jdk -> start(one, jdk).stream()).toList();
                for (CompletableFuture<Judged> its : playing) {
                    try {
                        judged.add(its.join());
                    } catch (CompletionException e) {
                        // The others are worth their hour all the same.
                        notPlayed.add(one.name() + ": " + e.getCause());
                    }
                }
                CorpusPage.printLast(one, judged);
            }
        }
        AT_ONCE.shutdown();
        notPlayed.forEach(line -> System.out.println("not played: " + line));
        CorpusPage page = new CorpusPage(judged, notPlayed, LocalDate.now(Clock.systemUTC()));
        page.score().forEach(System.out::println);
        if (only.equals("all") && !arguments[0].equals("none")) {
            Files.writeString(Path.of(arguments[0]), page.text());
        }
    }

    /** The case with each of its clients that the JDK has, at the same time. */
    static List<Judged> played(Case one, Jdk jdk) {
        return start(one, jdk).stream().map(CompletableFuture::join).toList();
    }

    private static List<CompletableFuture<Judged>> start(Case one, Jdk jdk) {
        return one.clients().stream()
                .filter(client -> client.on(jdk) && one.jdks().test(jdk))
                .map(client -> CompletableFuture.supplyAsync(() -> play(one, jdk, client), AT_ONCE))
                .toList();
    }

    private static Judged play(Case one, Jdk jdk, Client client) {
        try {
            Path folder = Files.createTempDirectory("corpus");
            try (Stage stage = new Stage(jdk, client, folder)) {
                one.scene().play(stage);
                List<EventLine> ends =
                        stage.ends(!one.truth().apply(jdk, client).equals(Case.NO_EVENT));
                return Judged.of(one, jdk, client, ends);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(one.name(), e);
        } catch (Exception e) {
            throw new AssertionError(one.name() + ", " + jdk + ", " + client, e);
        }
    }
}
