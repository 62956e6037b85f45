package io.resetguard.exchange;

import org.jspecify.annotations.Nullable;

/**
 * The open exchanges of one HTTP/2 connection by the id of their stream, without a box or a node for each. Any thread; holds its
 * lock for a few comparisons, however many are open.
 */
final class OpenStreams {

    private static final int BITS_AT_FIRST = 3;

    /** Scatters ids that follow each other, so that few stand side by side (Knuth, TAOCP 3, 6.4: the golden ratio). */
    private static final int SCATTER = 0x9E3779B9;

    /** Open addressing, at most half full: each is in its own slot or in the next free one. 0: free. */
    private int[] ids = new int[1 << BITS_AT_FIRST];

    /** Of the same slots. An exchange that is sent again elsewhere has another id by then. */
    private @Nullable Exchange[] exchanges = new @Nullable Exchange[1 << BITS_AT_FIRST];

    private volatile int size;

    synchronized void put(int streamId, Exchange exchange) {
        if (2 * size >= ids.length) {
            grow();
        }
        place(streamId, exchange);
    }

    synchronized @Nullable Exchange get(int streamId) {
        return exchanges[slotOf(streamId)];
    }

    synchronized @Nullable Exchange remove(int streamId) {
        int slot = slotOf(streamId);
        Exchange removed = exchanges[slot];
        if (removed == null) {
            return null;
        }
        free(slot);
        for (int next = after(slot); ids[next] != 0; next = after(next)) {
            int id = ids[next];
            Exchange moved = free(next);
            place(id, moved); // it may have stood there for want of this room
        }
        return removed;
    }

    boolean isEmpty() {
        return size == 0;
    }

    synchronized int size() {
        return size;
    }

    /** The one that began first; {@code null} where none is open. */
    synchronized @Nullable Exchange oldest() {
        Exchange oldest = null;
        for (Exchange exchange : exchanges) {
            if (exchange != null && (oldest == null || exchange.id < oldest.id)) {
                oldest = exchange;
            }
        }
        return oldest;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    private void place(int streamId, @Nullable Exchange exchange) {
        int slot = slotOf(streamId);
        if (ids[slot] == 0) {
            size++;
        }
        ids[slot] = streamId;
        exchanges[slot] = exchange;
    }

    @SuppressWarnings("NonAtomicVolatileUpdate") // under the lock
    private @Nullable Exchange free(int slot) {
        Exchange freed = exchanges[slot];
        ids[slot] = 0;
        exchanges[slot] = null;
        size--;
        return freed;
    }

    /** Where it is, or would be. */
    private int slotOf(int streamId) {
        int slot = (streamId * SCATTER) >>> (Integer.numberOfLeadingZeros(ids.length) + 1);
        while (ids[slot] != 0 && ids[slot] != streamId) {
            slot = after(slot);
        }
        return slot;
    }

    private int after(int slot) {
        return (slot + 1) & (ids.length - 1);
    }

    private void grow() {
        int[] idsBefore = ids;
        @Nullable Exchange[] before = exchanges;
        int[] moreIds = new int[2 * idsBefore.length];
        exchanges = new @Nullable Exchange[moreIds.length]; // nothing has changed if there is no memory for it
        ids = moreIds;
        size = 0;
        for (int i = 0; i < before.length; i++) {
            if (idsBefore[i] != 0) {
                place(idsBefore[i], before[i]);
            }
        }
    }
}
