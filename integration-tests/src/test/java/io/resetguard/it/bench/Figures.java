package io.resetguard.it.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** One kind of figure, of each variant. */
final class Figures {
    private final Map<String, Samples> byVariant = new LinkedHashMap<>();

    /** None at first. */
    Samples of(Variant variant) {
        return byVariant.computeIfAbsent(variant.name(), name -> new Samples());
    }
}
