package vn.trangtien.gateway.spool;

import java.sql.SQLException;

/** The counters while a transaction works on them; the next state if it commits, forgotten if not. Not thread-safe. */
final class Tally {

    /** First key of what is stored without a number: replies. Numbers of messages never come so far. */
    static final long FIRST_REPLY = 1L << 62;

    long appended;
    long delivered;
    long evicted;
    long rejected;
    long displaced;
    long depth;
    long bytes;
    long nextReply;
    long replies;
    long replyBytes;

    private Tally() {}

    static Tally read(Statements sql) throws SQLException {
        var tally = new Tally();
        sql.first("SELECT appended, delivered, evicted, rejected, displaced FROM spool", row -> {
            tally.appended = row.getLong(1);
            tally.delivered = row.getLong(2);
            tally.evicted = row.getLong(3);
            tally.rejected = row.getLong(4);
            tally.displaced = row.getLong(5);
            return tally;
        });
        sql.first("SELECT count(*), coalesce(sum(size), 0) FROM message WHERE seq < " + FIRST_REPLY, row -> {
            tally.depth = row.getLong(1);
            tally.bytes = row.getLong(2);
            return tally;
        });
        sql.first(
                "SELECT count(*), coalesce(sum(size), 0), coalesce(max(seq) + 1, %1$d) FROM message WHERE seq >= %1$d"
                        .formatted(FIRST_REPLY),
                row -> {
                    tally.replies = row.getLong(1);
                    tally.replyBytes = row.getLong(2);
                    tally.nextReply = row.getLong(3);
                    return tally;
                });
        return tally;
    }

    Tally copy() {
        var copy = new Tally();
        copy.appended = appended;
        copy.delivered = delivered;
        copy.evicted = evicted;
        copy.rejected = rejected;
        copy.displaced = displaced;
        copy.depth = depth;
        copy.bytes = bytes;
        copy.nextReply = nextReply;
        copy.replies = replies;
        copy.replyBytes = replyBytes;
        return copy;
    }

    void came(long seq, long size) {
        if (seq >= FIRST_REPLY) {
            nextReply = seq + 1;
            replies++;
            replyBytes += size;
        } else {
            appended = seq;
            depth++;
            bytes += size;
        }
    }

    void went(long seq, long size, Fate fate) {
        if (seq >= FIRST_REPLY) {
            replies--;
            replyBytes -= size;
            return;
        }
        depth--;
        bytes -= size;
        switch (fate) {
            case DELIVERED -> delivered++;
            case REJECTED -> rejected++;
            case EVICTED -> evicted++;
        }
    }

    void grew(long seq, long by) {
        if (seq >= FIRST_REPLY) {
            replyBytes += by;
        } else {
            bytes += by;
        }
    }

    /** How a message left. */
    enum Fate {
        DELIVERED,
        REJECTED,
        EVICTED
    }

    void save(Statements sql) throws SQLException {
        sql.update(
                "UPDATE spool SET appended = ?, delivered = ?, evicted = ?, rejected = ?, displaced = ?",
                appended,
                delivered,
                evicted,
                rejected,
                displaced);
    }

    SpoolCounters counters() {
        return new SpoolCounters(appended, delivered, evicted, rejected, displaced, depth, bytes);
    }
}
