package io.resetguard.origin;

import io.resetguard.exchange.Exchange;
import io.resetguard.exchange.PeerReset;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one origin: what its peers were seen to do with idle, old and much used connections, and how long they
 * take. Any thread; healthy requests read and write fields without a lock, a lock is held for some array writes where a
 * connection ended. About 1 KB at most, 0.7 KB more for {@link OriginCounts}, where {@code retry} is on 384 bytes for
 * {@link OriginRetries}, and from a first end on up to 1.5 KB for {@link OriginEnds}.
 */
public final class OriginProfile {

    /** Of so many addresses at a time it is known which one did what; what the others do counts for all. */
    static final int ADDRESSES = 3;

    private static final long REPLACED_APART_NANOS = TimeUnit.SECONDS.toNanos(30);

    /** {@code scheme://host:port}, in lower case. */
    private final String name;

    private final boolean watched;
    private final PeerLimits limits = new PeerLimits();
    private final OriginPace pace = new OriginPace();
    private final @Nullable AddressProfile[] addresses = new AddressProfile[ADDRESSES];
    private byte nextAddress;
    private volatile boolean forgotten;
    private boolean used;
    private volatile @Nullable OriginRetries retries;
    private final OriginCounts counts = new OriginCounts();
    private volatile @Nullable OriginEnds ends;
    private @Nullable PerSecond told;
    private @Nullable PerSecond looks;

    /** The most that was sent for an answer that was looked at; racy. */
    private int largestSentBytes;

    private ReuseIdle reuseIdle = ReuseIdle.NONE;
    private @Nullable String server;
    private int announcedTimeoutSeconds = -1;
    private long replacedNanos;
    private boolean replacedBefore;
    private long refusedNanos;
    private boolean wasRefused;

    OriginProfile(String name, boolean watched) {
        this.name = name;
        this.watched = watched;
    }

    /** {@code scheme://host:port}. */
    public String name() {
        return name;
    }

    /** Is it among {@code hosts}? */
    public boolean isWatched() {
        return watched;
    }

    /** Is it that of this origin, and still the one that is asked? A port of -1 is the scheme's. Allocates nothing. */
    boolean isFor(boolean tls, String host, int port) {
        return !forgotten && OriginName.isOf(name, tls, host, port);
    }

    /** There is another one for this origin from now on. */
    void forget() {
        forgotten = true;
    }

    /** Somebody asked it for something. */
    void used() {
        if (!used) {
            used = true;
        }
    }

    /** Was it, since this was asked last? */
    boolean takeUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    /** How much it is used, and how that goes. */
    public OriginCounts counts() {
        return counts;
    }

    /** The retries it may get; made when it is asked for first. */
    public OriginRetries retries(long nowNanos) {
        OriginRetries known = retries;
        return known == null ? firstRetries(nowNanos) : known;
    }

    private synchronized OriginRetries firstRetries(long nowNanos) {
        OriginRetries known = retries == null ? new OriginRetries(nowNanos) : retries;
        retries = known;
        return known;
    }

    /** What is known of one of its addresses, on which a connection was opened in so long (-1: unknown). */
    synchronized AddressProfile at(@Nullable String remote, long connectNanos, long nowNanos) {
        if (connectNanos >= 0) {
            pace.connected(connectNanos);
        }
        int address = AddressProfile.key(remote);
        for (AddressProfile known : addresses) {
            if (known != null && known.address == address) {
                return known;
            }
        }
        AddressProfile before = addresses[nextAddress];
        if (before != null) {
            before.limit(LearnedLimit.UNKNOWN);
        }
        AddressProfile made = new AddressProfile(this, address, nowNanos);
        made.limit(limits.idleAt(address, nowNanos));
        addresses[nextAddress] = made;
        nextAddress = (byte) ((nextAddress + 1) % ADDRESSES);
        return made;
    }

    /** The first response on a connection came. */
    void freshAnswered(long nowNanos) {
        OriginRetries its = retries;
        if (its != null) {
            its.freshAnswered(nowNanos);
        }
    }

    /** The head of a response came, after such a time. */
    void answered(long nanos) {
        pace.answered(nanos);
    }

    /** An answer is looked at. On the healthy path. */
    void answered(Exchange exchange) {
        long sent = exchange.sentBytes();
        if (sent > largestSentBytes) {
            largestSentBytes = (int) Math.min(sent, Integer.MAX_VALUE);
        }
        OriginEnds its = ends;
        if (its != null) {
            its.answered(exchange);
        }
    }

    /** Was an answer of it ever looked at? */
    boolean hasAnswered() {
        return largestSentBytes > 0;
    }

    /** The most that was sent for a request that was answered, for all that was looked at; 0: not known. */
    long largestSentBytes() {
        return largestSentBytes;
    }

    /** Ends like one that was noted. */
    EndsAlike endsLike(PeerReset noted, long nowNanos) {
        OriginEnds its = ends;
        return its == null ? EndsAlike.NONE : its.like(noted, nowNanos);
    }

    /** Did another of its addresses answer since then? */
    synchronized boolean anotherAnsweredSince(@Nullable String remote, long sinceNanos) {
        int address = AddressProfile.key(remote);
        for (AddressProfile known : addresses) {
            // 0 is one that was not known yet.
            boolean another = known != null && known.address != address && known.address != 0;
            if (another && known.answeredSince(sinceNanos)) {
                return true;
            }
        }
        return false;
    }

    /** A connection of this age was used, for its so-manieth request, and an answer came. */
    void worked(long ageNanos, int requestNumber, long nowNanos) {
        int age = ageNanos < 0 ? 0 : TimeValue.of(ageNanos);
        if (limits.isDisprovedBy(age, requestNumber)) {
            synchronized (this) {
                limits.disprove(age, requestNumber, nowNanos);
            }
        }
    }

    /** An idle time was no harm at an address. Returns false where that is not enough to disprove what is believed. */
    synchronized boolean worked(int idle, int address, long nowNanos) {
        boolean counts = limits.disproveIdle(idle, address, nowNanos);
        tellAddresses(nowNanos);
        return counts;
    }

    /** Does the peer close idle connections by itself, where that can be seen? */
    boolean closesIdle() {
        return limits.closesIdle();
    }

    /** A connection ended, while it was idle or as soon as it was used again; negative times are not known. */
    synchronized void ended(int marks, long openNanos, long idleNanos, long ageNanos, int requestsDone, long nowNanos) {
        limits.ended(marks, openNanos, idleNanos, ageNanos, requestsDone, nowNanos);
        for (AddressProfile known : addresses) {
            if (known != null && known.address == (marks & AddressProfile.BITS)) {
                known.notProvenFrom(TimeValue.of(idleNanos));
            }
        }
        tellAddresses(nowNanos);
    }

    private void tellAddresses(long nowNanos) {
        for (AddressProfile known : addresses) {
            if (known != null) {
                known.limit(limits.idleAt(known.address, nowNanos));
            }
        }
    }

    /** What a reset shows. */
    synchronized void peerEnded(PeerReset reset, int address, long nowNanos) {
        OriginEnds its = ends == null ? new OriginEnds(nowNanos) : ends;
        ends = its;
        its.add(reset, nowNanos);
        reuseIdle = reuseIdle.with(reset);
        server = reset.server == null ? server : reset.server;
        if (reset.keepAliveTimeoutSeconds >= 0) {
            announcedTimeoutSeconds = (int) reset.keepAliveTimeoutSeconds;
        }
        if (!reset.endedUnused()) {
            limits.conclude(nowNanos);
            return;
        }
        counts.reuseFailed(reset.idleNanos);
        long sent = nowNanos - Math.max(0, reset.elapsedNanos);
        long openNanos = reset.foundAlive ? sent : sent - Math.max(0, reset.idleNanos);
        int marks = address | (reset.foundAlive ? LimitEvidence.EXACT : 0);
        long ageNanos = reset.ageKnown ? reset.ageNanos : -1;
        ended(marks, openNanos, reset.idleNanos, ageNanos, reset.ageKnown ? reset.requestNumber - 1 : 0, nowNanos);
    }

    /** A new connection to it was refused: nobody listened there. */
    synchronized void refused(long nowNanos) {
        refusedNanos = nowNanos;
        wasRefused = true;
    }

    /** How long before an end that was last, where it was after the other time; below 0: after the end. */
    synchronized long refusedBeforeNanos(long endNanos, long sinceNanos) {
        return wasRefused && refusedNanos - sinceNanos > 0 ? endNanos - refusedNanos : Known.NEVER;
    }

    /** Are several addresses of it known, of which another one may have done what was seen? */
    synchronized boolean hasSeveralAddresses() {
        int opened = 0;
        for (AddressProfile known : addresses) {
            opened += known != null && known.address != AddressProfile.key(null) ? 1 : 0;
        }
        return opened > 1;
    }

    /** As concluded from the last end. */
    LearnedLimit idleLimit() {
        return limits.idle();
    }

    /** As concluded from the last end. */
    LearnedLimit ageLimit() {
        return limits.age();
    }

    /** As concluded from the last end. */
    LearnedLimit requestLimit() {
        return limits.request();
    }

    /** After how long it ends idle connections, whichever its address. */
    public LearnedLimit idleLimit(long nowNanos) {
        return limits.idle().at(nowNanos);
    }

    /** At which age it ends connections, however busy. */
    public LearnedLimit ageLimit(long nowNanos) {
        return limits.age().at(nowNanos);
    }

    /** After how many requests it ends connections without saying so. */
    public LearnedLimit requestLimit(long nowNanos) {
        return limits.request().at(nowNanos);
    }

    /** What opening a connection takes; -1: not known. */
    public long connectNanos() {
        return pace.connectNanos();
    }

    /** What it takes from the first byte of a request to the head of the response, as a rule; -1: not known. */
    public long answerNanos() {
        return pace.answerNanos();
    }

    /** What that took at the least, lately; -1: not known. */
    public long fastestAnswerNanos() {
        return pace.fastestAnswerNanos();
    }

    /** What that took at the most; -1: not known. */
    public long longestAnswerNanos() {
        return pace.longestAnswerNanos();
    }

    /** Is it time for one more connection in the place of one that does not respond? Then that is noted. */
    public synchronized boolean takeReplacement(long nowNanos) {
        if (replacedBefore && nowNanos - replacedNanos < REPLACED_APART_NANOS) {
            return false;
        }
        replacedBefore = true;
        replacedNanos = nowNanos;
        return true;
    }

    /**
     * May one more thing be told of it, where so many a second may? Then how many were not since the last; -1: it may not.
     */
    public synchronized int takeTelling(int perSecond, long nowNanos) {
        PerSecond its = told == null ? new PerSecond() : told;
        told = its;
        return its.take(perSecond, nowNanos);
    }

    /** May one more end be looked at closely, where so many a second may? */
    public synchronized boolean takeLook(int perSecond, long nowNanos) {
        PerSecond its = looks == null ? new PerSecond() : looks;
        looks = its;
        return its.take(perSecond, nowNanos) >= 0;
    }

    /** Idle times that worked and failed, as resets showed them. */
    public synchronized ReuseIdle reuseIdle() {
        return reuseIdle;
    }

    /** The product in the {@code Server} header, as a reset showed it; {@code null}: not known. */
    public synchronized @Nullable String server() {
        return server;
    }

    /** The last {@code Keep-Alive: timeout} that the peer announced; -1: none. */
    public synchronized long announcedTimeoutSeconds() {
        return announcedTimeoutSeconds;
    }
}
