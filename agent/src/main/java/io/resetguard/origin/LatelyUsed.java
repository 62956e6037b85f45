package io.resetguard.origin;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was not used for longest. Not thread-safe. */
final class LatelyUsed<V> extends LinkedHashMap<String, V> {

    private static final long serialVersionUID = 1L;

    private final int most;

    LatelyUsed(int most) {
        super(16, 0.75f, true);
        this.most = most;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > most;
    }
}
