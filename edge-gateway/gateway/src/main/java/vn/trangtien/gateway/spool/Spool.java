package vn.trangtien.gateway.spool;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import vn.trangtien.gateway.spool.SpoolException.Reason;
import vn.trangtien.gateway.spool.Tally.Fate;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;

/**
 * Messages that the cloud does not have yet, in the order in which they should leave.
 *
 * <p>A message gets its number in the transaction that stores it, so numbers have no gaps and a message keeps its number when it
 * is sent again. When the room is used up, the oldest of the least important messages give way; if everything stored is more
 * important, the new one does. Which numbers were given up is kept until a report of them has arrived.
 *
 * <p>What is durable: whatever {@code append} returned a number for, and a reply, survives a power cut. What was delivered is
 * noted without waiting for the disk; after a power cut some of it is sent again under the same numbers. What was given to
 * {@link #shelter} because the disk would not take it lives in memory only.
 *
 * <p>Thread-safe: one lock. Threads that append at the same time share one wait for the disk.
 */
public final class Spool implements AutoCloseable {

    private static final int MOST_EXPIRIES = 20;
    private static final long SHELTER_BYTES = 2 << 20;

    private final SpoolFile file;
    private final SpoolClock clock;
    private final Appender appender;
    private final Remover remover;
    private final Evictions evictions;
    private final ClockFix clockFix;
    private final Shelter shelter;
    private final Intake intake;
    private final SpoolReader reader;
    private final DiskHealth health;
    private final GroupCommit together = new GroupCommit(this, batch -> store(batch, Appender.Also.NOTHING));
    private final Arrivals arrivals = new Arrivals();

    private Tally tally;
    private boolean closed;

    /** @param noDisk why there is none; empty if the file is on one */
    Spool(SpoolFile file, SpoolLimits limits, boolean gzip, SpoolClock clock, String noDisk) throws SQLException {
        this.file = file;
        this.clock = clock;
        var age = new SpoolAge(file.statements(), clock);
        this.appender = new Appender(file, age, limits, gzip, clock.boot());
        this.remover = new Remover(file, age, limits);
        this.evictions = new Evictions(file.statements());
        this.clockFix = new ClockFix(file, gzip, clock);
        this.shelter = new Shelter(Math.min(SHELTER_BYTES, limits.maxBytes()), gzip);
        this.tally = Tally.read(file.statements());
        this.health = new DiskHealth(file, clock.nanos());
        this.reader = new SpoolReader(file, shelter, remover, health);
        this.intake = new Intake(appender, shelter);
        if (file.isInMemory()) {
            health.withoutDisk(noDisk);
        }
    }

    /** As {@link #open(Path, SpoolLimits, boolean, SpoolClock)} with the monotonic clock of the machine. */
    public static Spool open(Path path, SpoolLimits limits, boolean gzip, Clock clock) throws SpoolException {
        return open(path, limits, gzip, SpoolClock.of(clock));
    }

    /**
     * Opens the spool or makes a new one. A damaged file is put aside, under a name that says when, and a new one begun.
     *
     * @param gzip whether payloads are compressed where that makes them shorter
     * @throws SpoolException if the file is in use or cannot be written
     */
    public static Spool open(Path path, SpoolLimits limits, boolean gzip, SpoolClock clock) throws SpoolException {
        return SpoolOpener.onDisk(SpoolFile.open(path, clock.wall()), limits, gzip, clock);
    }

    /**
     * As {@link #open(Path, SpoolLimits, boolean, SpoolClock)}, but with a disk that cannot be written at all, in memory: numbered
     * by an id of its own, gone with the process, with what is wrong as its {@link #problem} for as long as it lives. What waits in
     * the file stays there for the next start.
     *
     * @throws SpoolException if the file is in use
     */
    public static Spool openOnAnyDisk(Path path, SpoolLimits limits, boolean gzip, SpoolClock clock)
            throws SpoolException {
        return SpoolOpener.onAnyDisk(path, limits, gzip, clock);
    }

    /** Goes on with other limits: the next message that is kept makes as much give way as they ask for. */
    public synchronized void limit(SpoolLimits limits, boolean gzip) {
        SpoolLimits now = file.isInMemory() ? SpoolOpener.forMemory(limits) : limits;
        appender.limit(now, gzip);
        remover.limit(now);
    }

    /** Made once when the file was made; part of every message's mark. */
    public String id() {
        return file.id();
    }

    public SpoolClock clock() {
        return clock;
    }

    public synchronized SpoolCounters counters() {
        return tally.counters();
    }

    /** Why the disk did not take what was last given to it; empty if it did. */
    public synchronized String problem() {
        return health.problem();
    }

    /**
     * Keeps a message; it survives a power cut once this returns.
     *
     * @return its number, or empty if it gave way to more important ones (counted as displaced)
     * @throws SpoolException if it is not kept; the spool stays usable and the number is not used up
     */
    public OptionalLong append(Priority priority, KuraTopic topic, KuraPayload payload) throws SpoolException {
        return together.append(new Outgoing(priority, topic.name(), payload, true, clock));
    }

    /**
     * As {@link #append(Priority, KuraTopic, KuraPayload)}.
     *
     * @return whether the broker has acknowledged the message by now; not if it gave way, was too old or was rejected
     */
    public synchronized BooleanSupplier appendWatched(Priority priority, KuraTopic topic, KuraPayload payload)
            throws SpoolException {
        OptionalLong number =
                append(List.of(new NewMessage(priority, topic, payload))).get(0);
        return number.isPresent() ? arrivals.watch(number.getAsLong()) : () -> false;
    }

    /**
     * Keeps a message without a number, for a requester: it leaves before all measurements, is given up after ten minutes, and
     * has a room of its own, in which it makes only older ones give way. Not part of the counters.
     *
     * @throws SpoolException if it is not kept
     */
    public void appendUnnumbered(KuraTopic topic, KuraPayload payload) throws SpoolException {
        together.append(new Outgoing(Priority.REPLY, topic.name(), payload, false, clock));
    }

    /**
     * Keeps several messages with one wait for the disk, all or none.
     *
     * @return their numbers in the same order, empty for those that gave way to more important ones
     */
    public synchronized List<OptionalLong> append(List<NewMessage> several) throws SpoolException {
        if (several.isEmpty()) {
            return List.of();
        }
        return store(
                several.stream()
                        .map(one -> new Outgoing(one.priority(), one.topic().name(), one.payload(), true, clock))
                        .toList(),
                Appender.Also.NOTHING);
    }

    /**
     * Keeps a report of numbers that were given up. They count as told once it is delivered, also over a restart; if it is given
     * up itself they are to be told again. There is one such report at a time.
     *
     * @param most ranges in it
     * @param report makes the message
     * @return empty if there is nothing to tell, or a report still waits, or gave way
     */
    public synchronized OptionalLong appendReport(
            Priority priority, KuraTopic topic, int most, Function<List<EvictedRange>, KuraPayload> report)
            throws SpoolException {
        requireOpen();
        try {
            if (evictions.anyBeingTold()) {
                return OptionalLong.empty();
            }
            List<EvictedRange> ranges = evictions.untold(most);
            if (ranges.isEmpty()) {
                return OptionalLong.empty();
            }
            var message = new Outgoing(priority, topic.name(), report.apply(ranges), true, clock);
            return store(List.of(message), evictions.telling(ranges)).get(0);
        } catch (SQLException e) {
            throw health.troubled("read", e);
        }
    }

    /** Whether numbers were given up that no waiting or delivered report names. */
    public boolean hasUntoldEvictions() throws SpoolException {
        return reading(evictions::anyUntold);
    }

    private List<OptionalLong> store(List<Outgoing> batch, Appender.Also also) throws SpoolException {
        requireOpen();
        try {
            tally = remover.note(tally);
            Appender.Stored stored = intake.store(batch, tally, also);
            tally = stored.tally();
            health.fine();
            return stored.numbers();
        } catch (SQLException e) {
            throw health.troubled("write a message to", e);
        }
    }

    /**
     * Keeps a message in memory because {@link #append} failed: bounded, the more important the longer, gone with the process. It
     * is sent without a number, or moves to the disk as soon as that takes messages again.
     *
     * @return how many messages were lost for it, this one included if it was
     */
    public synchronized int shelter(Priority priority, KuraTopic topic, KuraPayload payload) {
        boolean numbered = priority != Priority.REPLY;
        return closed ? 1 : shelter.take(new Outgoing(priority, topic.name(), payload, numbered, clock));
    }

    /** Messages in memory only. */
    public synchronized int sheltered() {
        return shelter.size();
    }

    /** The message of a number; empty if it was delivered or evicted meanwhile. */
    public Optional<SpooledMessage> get(long seq) throws SpoolException {
        return reading(() -> reader.get(List.of(seq))).stream().findFirst();
    }

    /**
     * The first {@code limit} messages beside those already known, in the order in which they should leave; two queries however
     * many they are.
     *
     * @param known numbers of messages that are on their way
     */
    public List<SpooledMessage> page(int limit, Set<Long> known) throws SpoolException {
        return reading(() -> reader.get(reader.next(limit, known)));
    }

    private synchronized <T> T reading(SpoolFile.Work<T> work) throws SpoolException {
        requireOpen();
        try {
            return work.run();
        } catch (SQLException e) {
            throw health.troubled("read", e);
        }
    }

    /** Forgets messages that the broker has acknowledged; while the disk is away it remembers them in memory. */
    public void delivered(Collection<Long> seqs) throws SpoolException {
        remove(seqs, Fate.DELIVERED);
    }

    /** Forgets messages that the broker will never take. */
    public void rejected(Collection<Long> seqs) throws SpoolException {
        remove(seqs, Fate.REJECTED);
    }

    private synchronized void remove(Collection<Long> seqs, Fate fate) throws SpoolException {
        requireOpen();
        seqs.stream().filter(Shelter::isKey).forEach(shelter::remove);
        remover.settle(seqs.stream().filter(seq -> !Shelter.isKey(seq)).toList(), fate);
        arrivals.settled(seqs, fate == Fate.DELIVERED);
        if (remover.unnoted() == 0) {
            return;
        }
        try {
            tally = remover.note(tally);
            health.fine();
        } catch (SQLException e) {
            health.troubled("delete from", e);
        }
    }

    /**
     * Gives up messages that have waited longer than the limits allow, replies after ten minutes. Time is counted on a clock that
     * does not jump.
     *
     * @return how many messages with a number
     */
    public synchronized long expire() throws SpoolException {
        requireOpen();
        long before = tally.evicted;
        try {
            for (int i = 0; i < MOST_EXPIRIES; i++) {
                Tally now = remover.expire(tally);
                if (now == tally) {
                    break;
                }
                tally = now;
            }
        } catch (SQLException e) {
            health.troubled("expire messages of", e);
        }
        return tally.evicted - before;
    }

    /**
     * Corrects messages of this boot that were stamped while the clock was not to be trusted, now that it is. Each is corrected
     * once, whatever happens in between.
     *
     * @return how many
     */
    public int correctClock(ClockCorrection correction) throws SpoolException {
        int corrected = 0;
        int some;
        do {
            synchronized (this) {
                requireOpen();
                try {
                    ClockFix.Result result = clockFix.correct(tally, correction);
                    tally = result.tally();
                    some = result.corrected();
                } catch (SQLException e) {
                    throw health.troubled("correct the times in", e);
                }
            }
            corrected += some;
        } while (some > 0);
        return corrected;
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            try {
                remover.note(tally);
            } catch (SQLException e) {
                health.troubled("delete from", e);
            }
            file.close();
        }
    }

    private void requireOpen() throws SpoolException {
        if (closed) {
            throw new SpoolException(Reason.CLOSED, "the spool has been closed");
        }
    }
}
