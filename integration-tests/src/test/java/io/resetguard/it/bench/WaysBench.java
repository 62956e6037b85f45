package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** What other ways to build or start the agent would cost, each beside an agent that does nothing, started the same way. */
final class WaysBench implements Part {
    /** {@code -Xlog}. */
    private static final int UNIFIED_LOGGING_FROM = 9;

    private final int rounds;

    WaysBench(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String name() {
        return "ways";
    }

    @Override
    public List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception {
        Path jar = WorkloadJar.pack();
        Variant stored = new Variant("entries stored, not deflated", List.of("-javaagent:" + stored()), false);
        List<String> lines = new ArrayList<>(List.of(
                "CPU ms until the end more than with an agent that does nothing; median of " + rounds
                        + " rounds [least .. most].",
                ""));
        Table table = new Table("JDK", "way", "no HTTP", "one HttpURLConnection GET");
        for (Jdk jdk : jdks) {
            row(jdk, jar, Variant.observing().named("as it is built"), table);
            row(jdk, jar, stored, table);
            row(
                    jdk,
                    jar,
                    Variant.observing()
                            .named("nothing verified")
                            .plus("-XX:+UnlockDiagnosticVMOptions", "-XX:-BytecodeVerificationRemote"),
                    table);
            row(jdk, jar, Variant.observing().named("no CDS at all").plus("-Xshare:off"), table);
            row(jdk, jar, Variant.observing().named("interpreted only").plus("-Xint"), table);
        }
        lines.addAll(table.lines());
        for (Jdk jdk : jdks) {
            if (jdk.feature() >= UNIFIED_LOGGING_FROM) {
                lines.add("");
                lines.addAll(new LoadedClasses(jdk, jar).measure());
            }
        }
        return lines;
    }

    private void row(Jdk jdk, Path jar, Variant way, Table table) throws Exception {
        List<String> flags = way.jvmArguments().subList(1, way.jvmArguments().size());
        Variant empty = Variant.empty().plus(flags.toArray(new String[0]));
        List<String> cells = new ArrayList<>(List.of("" + jdk.feature(), way.name()));
        for (String client : List.of("none", "HttpURLConnection")) {
            Samples more = new Samples();
            for (int round = 0; round < rounds; round++) {
                double base = Starting.once(jdk, empty, jar, client).cpuExit();
                more.add(Starting.once(jdk, way, jar, client).cpuExit() - base);
            }
            cells.add(more.text(0));
        }
        table.row(cells.toArray(new String[0]));
    }

    private static Path stored() throws IOException {
        Path jar = Place.SCRATCH.resolve("stored.jar");
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(Place.AGENT));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                CRC32 crc = new CRC32();
                crc.update(content);
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setSize(content.length);
                copy.setCrc(crc.getValue());
                out.putNextEntry(copy);
                out.write(content);
                out.closeEntry();
            }
        }
        return jar;
    }
}
