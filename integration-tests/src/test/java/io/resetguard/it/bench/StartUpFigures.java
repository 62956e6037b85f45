package io.resetguard.it.bench;

import org.jspecify.annotations.Nullable;

/** Of the starts of one application. */
final class StartUpFigures {
    private final Figures cpuMain = new Figures();
    private final Figures cpuFirst = new Figures();
    private final Figures cpuExit = new Figures();
    private final Figures cpuMore = new Figures();
    private final Figures wallMain = new Figures();
    private final Figures wallFirst = new Figures();
    private final Figures wallExit = new Figures();
    private final Figures resident = new Figures();

    /**
     * @param startUp one more
     * @param empty of the same round, with the agent that does nothing
     */
    void add(Variant variant, StartUp startUp, @Nullable StartUp empty) {
        cpuMain.of(variant).add(startUp.cpuMain());
        cpuFirst.of(variant).add(startUp.cpuFirst());
        cpuExit.of(variant).add(startUp.cpuExit());
        wallMain.of(variant).add(startUp.wallMain());
        wallFirst.of(variant).add(startUp.wallFirst());
        wallExit.of(variant).add(startUp.wallExit());
        resident.of(variant).add(startUp.residentMegabytes());
        if (empty != null && !startUp.equals(empty)) {
            cpuMore.of(variant).add(startUp.cpuExit() - empty.cpuExit());
        }
    }

    void row(Table table, String title, Variant variant, String classes) {
        table.row(
                title,
                variant.name(),
                three(variant, cpuMain, cpuFirst, cpuExit),
                cpuMore.of(variant).text(0),
                three(variant, wallMain, wallFirst, wallExit),
                Samples.number(resident.of(variant).median(), 0),
                classes);
    }

    private static String three(Variant variant, Figures main, Figures first, Figures exit) {
        return Samples.number(main.of(variant).median(), 0) + " / "
                + Samples.number(first.of(variant).median(), 0) + " / "
                + Samples.number(exit.of(variant).median(), 0);
    }
}
