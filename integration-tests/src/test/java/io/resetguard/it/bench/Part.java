package io.resetguard.it.bench;

import io.resetguard.it.support.Jdk;
import java.util.List;

/** One question, answered in lines of Markdown. */
interface Part {
    /** How names of its cells begin, and its place on the page. */
    String name();

    /** Measures what is chosen of it, on these JDKs. */
    List<String> measure(List<Jdk> jdks, Chosen chosen) throws Exception;
}
