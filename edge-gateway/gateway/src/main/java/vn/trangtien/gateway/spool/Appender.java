package vn.trangtien.gateway.spool;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import vn.trangtien.gateway.spool.MessageTable.Cost;
import vn.trangtien.gateway.spool.SpoolException.Reason;
import vn.trangtien.gateway.spool.Tally.Fate;

/** Numbers and stores messages, several in one transaction, and makes room for them. Under the lock of the spool. */
final class Appender {

    /** Replies have a room of their own, so that neither measurements nor replies push the other out. */
    private static final long MOST_REPLY_BYTES = 4 << 20;

    /** Freed at least on a full disk: pages are given back whole, and hold several messages. */
    private static final long[] SLACK = {32 << 10, 256 << 10, 2 << 20};

    private final SpoolFile file;
    private final MessageTable messages;
    private final Evictions evictions;
    private final SpoolAge age;
    private final String boot;
    private SpoolLimits limits;
    private boolean gzip;

    Appender(SpoolFile file, SpoolAge age, SpoolLimits limits, boolean gzip, String boot) {
        this.file = file;
        this.messages = new MessageTable(file.statements());
        this.evictions = new Evictions(file.statements());
        this.age = age;
        this.limits = limits;
        this.gzip = gzip;
        this.boot = boot;
    }

    void limit(SpoolLimits limits, boolean gzip) {
        this.limits = limits;
        this.gzip = gzip;
    }

    /** What belongs into the same transaction. */
    interface Also {

        /** Nothing. */
        Also NOTHING = new Also() {};

        /** Before anything is stored or gives way. */
        default void before() throws SQLException {}

        /** After everything is stored. */
        default void after(OptionalLong lastNumber) throws SQLException {}
    }

    /** What was stored. */
    record Stored(Tally tally, List<OptionalLong> numbers) {}

    /** Stores all or none. */
    Stored store(List<Outgoing> batch, Tally before, Also also) throws SQLException, SpoolException {
        try {
            return attempt(batch, before, also, 0);
        } catch (SQLException e) {
            if (!SpoolFile.isFull(e)) {
                throw e;
            }
            return storeOnFullDisk(batch, before, also, e);
        }
    }

    private Stored storeOnFullDisk(List<Outgoing> batch, Tally before, Also also, SQLException full)
            throws SQLException, SpoolException {
        file.tighten();
        SQLException last = full;
        for (long slack : SLACK) {
            try {
                return attempt(batch, before, also, slack);
            } catch (SQLException e) {
                if (!SpoolFile.isFull(e)) {
                    throw e;
                }
                last = e;
            }
        }
        throw last;
    }

    private Stored attempt(List<Outgoing> batch, Tally before, Also also, long slack)
            throws SQLException, SpoolException {
        try {
            return file.durably(() -> {
                Tally tally = before.copy();
                also.before();
                if (slack > 0) {
                    makeSlack(batch, slack, tally);
                }
                List<OptionalLong> numbers = new ArrayList<>(batch.size());
                for (Outgoing message : batch) {
                    numbers.add(message.numbered() ? number(message, tally) : storeReply(message, tally));
                }
                also.after(numbers.get(numbers.size() - 1));
                if (tally.evicted > before.evicted) {
                    evictions.bound();
                }
                tally.save(file.statements());
                age.save();
                return new Stored(tally, numbers);
            });
        } catch (TooLarge e) {
            throw e.reason;
        }
    }

    private OptionalLong number(Outgoing message, Tally tally) throws SQLException {
        long seq = tally.appended + 1;
        byte[] bytes = message.encoded(file.id(), seq, gzip);
        long size = size(message, bytes, limits.maxBytes(), "raise publish.store.maxMb");
        long missing = tally.bytes + size - limits.maxBytes();
        if (missing > 0) {
            List<Cost> victims = messages.victims(missing, message.priority().code());
            if (victims.stream().mapToLong(Cost::size).sum() < missing) {
                tally.displaced++;
                return OptionalLong.empty();
            }
            evict(victims, EvictedRange.Reason.ROOM, tally);
        }
        insert(seq, message, bytes, size, tally);
        return OptionalLong.of(seq);
    }

    private OptionalLong storeReply(Outgoing message, Tally tally) throws SQLException {
        byte[] bytes = message.encoded(file.id(), 0, gzip);
        long maxReplyBytes = Math.min(MOST_REPLY_BYTES, limits.maxBytes());
        long size = size(message, bytes, maxReplyBytes, "ask for less");
        while (tally.replyBytes + size > maxReplyBytes) {
            for (Cost oldest : messages.oldestReplies(1)) {
                messages.delete(oldest.seq());
                tally.went(oldest.seq(), oldest.size(), Fate.EVICTED);
            }
        }
        long key = tally.nextReply;
        insert(key, message, bytes, size, tally);
        return OptionalLong.of(key);
    }

    private void insert(long seq, Outgoing message, byte[] bytes, long size, Tally tally) throws SQLException {
        messages.insert(
                seq, message.priority().code(), size, age.now(), message.topic(), bytes, boot, message.clockBase());
        tally.came(seq, size);
    }

    private static long size(Outgoing message, byte[] bytes, long most, String remedy) {
        long size = (long) bytes.length + message.topic().length() + MessageTable.ROW_OVERHEAD;
        if (size > most) {
            throw new TooLarge("a message of %d bytes on %s does not fit in a spool of %d bytes; %s"
                    .formatted(size, message.topic(), most, remedy));
        }
        return size;
    }

    /** On a full disk, what is new takes the place of the oldest that is not more important than the most important new one. */
    private void makeSlack(List<Outgoing> batch, long slack, Tally tally) throws SQLException {
        int priority = batch.stream()
                .mapToInt(message -> message.priority().code())
                .min()
                .orElse(Priority.SNAPSHOT.code());
        evict(messages.victims(slack, priority), EvictedRange.Reason.DISK, tally);
    }

    private void evict(List<Cost> victims, EvictedRange.Reason reason, Tally tally) throws SQLException {
        for (Cost victim : victims) {
            messages.delete(victim.seq());
            evictions.record(victim.seq(), reason);
            tally.went(victim.seq(), victim.size(), Fate.EVICTED);
        }
    }

    /** Carries the refusal out of the transaction. */
    private static final class TooLarge extends RuntimeException {

        private final transient SpoolException reason;

        TooLarge(String message) {
            super(message);
            this.reason = new SpoolException(Reason.MESSAGE_TOO_LARGE, message);
        }
    }
}
