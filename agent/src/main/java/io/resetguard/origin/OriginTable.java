package io.resetguard.origin;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The origins used last. Any thread; a lock held for a look-up. */
final class OriginTable {

    /** So many that connections still use are passed over for one that has to go: nobody waits for a walk over all. */
    private static final int SECOND_CHANCES = 16;

    private final Map<String, OriginProfile> origins = new LinkedHashMap<>(16, 0.75f, true);
    private final int most;
    private final @Nullable Predicate<String> watched;

    OriginTable(int most, @Nullable Predicate<String> watched) {
        this.most = most;
        this.watched = watched;
    }

    /** Of one that is not known, a new one; which is not kept where the name is none that can be. */
    OriginProfile of(@Nullable String name) {
        if (name == null || name.length() > OriginName.MAX_CHARS) {
            return made(name == null ? "" : name);
        }
        synchronized (origins) {
            OriginProfile known = origins.get(name);
            if (known == null) {
                known = made(name);
                origins.put(name, known);
                if (origins.size() > most) {
                    dropOne();
                }
            }
            return known;
        }
    }

    /** {@code null} where it is not known. */
    @Nullable
    OriginProfile known(String name) {
        synchronized (origins) {
            return origins.get(name);
        }
    }

    private OriginProfile made(String name) {
        return new OriginProfile(name, watched == null || watched.test(OriginName.host(name)));
    }

    private void dropOne() {
        for (int i = 0; ; i++) {
            Iterator<OriginProfile> inOrder = origins.values().iterator();
            OriginProfile eldest = inOrder.next();
            if (i == SECOND_CHANCES || !eldest.takeUsed()) {
                inOrder.remove();
                eldest.forget();
                return;
            }
            origins.get(eldest.name()); // now it is the youngest
        }
    }

    /** A copy. */
    List<OriginProfile> all() {
        synchronized (origins) {
            return new ArrayList<>(origins.values());
        }
    }

    int size() {
        synchronized (origins) {
            return origins.size();
        }
    }
}
