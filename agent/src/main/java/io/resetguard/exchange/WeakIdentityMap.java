package io.resetguard.exchange;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * State beside a JDK object, without a member in its class: a map by identity that keeps no key alive. Reads take no
 * lock and allocate nothing; writes (once a connection) take one that is never held for long. A value must not refer to
 * its key strongly.
 *
 * <p>Entries whose key was collected go at the next write. Where no write comes any more, because the traffic stopped,
 * those of the last garbage collection's round stay: bounded by what one round collects (docs/adr/0005).
 */
@SuppressWarnings("NonAtomicVolatileUpdate") // all updates of size are made under the lock
public final class WeakIdentityMap<V> {

    private static final int SMALLEST = 64;

    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private volatile AtomicReferenceArray<@Nullable Entry<V>> table = new AtomicReferenceArray<>(SMALLEST);
    /** Written under the lock only. */
    private volatile int size;

    private static final class Entry<V> extends WeakReference<Object> {
        final int hash;
        final V value;
        /** A removed entry keeps it, for a reader may stand on it. */
        volatile @Nullable Entry<V> next;

        Entry(Object key, int hash, V value, @Nullable Entry<V> next, @Nullable ReferenceQueue<Object> queue) {
            super(key, queue);
            this.hash = hash;
            this.value = value;
            this.next = next;
        }
    }

    /** The value of {@code key}, or {@code null}. Any thread. */
    public @Nullable V get(@Nullable Object key) {
        if (key == null || size == 0) {
            return null;
        }
        int hash = hash(key);
        AtomicReferenceArray<@Nullable Entry<V>> now = table;
        for (Entry<V> entry = now.get(hash & (now.length() - 1)); entry != null; entry = entry.next) {
            if (entry.hash == hash && entry.get() == key) {
                return entry.value;
            }
        }
        return null;
    }

    /** Sets the value of {@code key}. Any thread. */
    public synchronized void put(Object key, V value) {
        removeCollected();
        int hash = hash(key);
        remove(key, hash);
        AtomicReferenceArray<@Nullable Entry<V>> now = table;
        if (size > now.length() * 3 / 4) {
            now = resized(now);
            table = now;
        }
        int slot = hash & (now.length() - 1);
        now.set(slot, new Entry<>(key, hash, value, now.get(slot), collected));
        size++;
    }

    /** Removes {@code key} and gives back its value. Any thread; takes no lock where the map is empty. */
    public @Nullable V remove(@Nullable Object key) {
        if (key == null || size == 0) {
            return null;
        }
        synchronized (this) {
            removeCollected();
            return remove(key, hash(key));
        }
    }

    /** How many entries there are, some of which may have lost their key. */
    public int size() {
        return size;
    }

    private static int hash(Object key) {
        int hash = System.identityHashCode(key);
        return hash ^ (hash >>> 15);
    }

    private @Nullable V remove(Object key, int hash) {
        AtomicReferenceArray<@Nullable Entry<V>> now = table;
        for (Entry<V> entry = now.get(hash & (now.length() - 1)); entry != null; entry = entry.next) {
            if (entry.hash == hash && entry.get() == key) {
                unlink(entry);
                return entry.value;
            }
        }
        return null;
    }

    @SuppressWarnings("unchecked") // only our own entries are in this queue
    private void removeCollected() {
        for (Reference<?> gone = collected.poll(); gone != null; gone = collected.poll()) {
            unlink((Entry<V>) gone);
        }
    }

    private void unlink(Entry<V> gone) {
        AtomicReferenceArray<@Nullable Entry<V>> now = table;
        int slot = gone.hash & (now.length() - 1);
        Entry<V> before = null;
        for (Entry<V> entry = now.get(slot); entry != null; entry = entry.next) {
            if (entry == gone) {
                if (before == null) {
                    now.set(slot, entry.next);
                } else {
                    before.next = entry.next;
                }
                size--;
                return;
            }
            before = entry;
        }
    }

    private AtomicReferenceArray<@Nullable Entry<V>> resized(AtomicReferenceArray<@Nullable Entry<V>> old) {
        AtomicReferenceArray<@Nullable Entry<V>> bigger = new AtomicReferenceArray<>(old.length() * 2);
        int count = 0;
        for (int i = 0; i < old.length(); i++) {
            for (Entry<V> entry = old.get(i); entry != null; entry = entry.next) {
                Object key = entry.get();
                if (key != null) {
                    int slot = entry.hash & (bigger.length() - 1);
                    bigger.set(slot, new Entry<>(key, entry.hash, entry.value, bigger.get(slot), collected));
                    count++;
                }
            }
        }
        size = count;
        return bigger;
    }
}
