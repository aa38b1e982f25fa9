package vn.trangtien.gateway.spool;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** What waits on the disk and in memory as one list. Under the lock of the spool. */
final class SpoolReader {

    private final MessageTable messages;
    private final Shelter shelter;
    private final Remover remover;
    private final DiskHealth health;

    SpoolReader(SpoolFile file, Shelter shelter, Remover remover, DiskHealth health) {
        this.messages = new MessageTable(file.statements());
        this.health = health;
        this.shelter = shelter;
        this.remover = remover;
    }

    /** The most important first, the oldest first among equals; what waits in memory is older than what was stored since. */
    List<Long> next(int limit, Set<Long> known) throws SQLException {
        List<MessageTable.Waiting> waiting = new ArrayList<>(shelter.next(limit + known.size()));
        waiting.addAll(stored(limit + known.size() + remover.unnoted()));
        return waiting.stream()
                .filter(one -> !remover.isSettled(one.seq()) && !known.contains(one.seq()))
                .sorted(Comparator.comparingInt(MessageTable.Waiting::priority))
                .limit(limit)
                .map(MessageTable.Waiting::seq)
                .toList();
    }

    /** With a disk that cannot even be read, at least what is in memory leaves. */
    private List<MessageTable.Waiting> stored(int limit) throws SQLException {
        try {
            return messages.next(limit);
        } catch (SQLException e) {
            if (shelter.isEmpty()) {
                throw e;
            }
            health.troubled("read", e);
            return List.of();
        }
    }

    /** Those of the messages that are still there, in the order of {@link #next}. */
    List<SpooledMessage> get(List<Long> seqs) throws SQLException {
        List<SpooledMessage> found = new ArrayList<>();
        List<Long> stored = new ArrayList<>();
        for (long seq : seqs) {
            if (Shelter.isKey(seq)) {
                shelter.handOut(seq).ifPresent(found::add);
            } else if (!remover.isSettled(seq)) {
                stored.add(seq);
            }
        }
        if (!stored.isEmpty()) {
            found.addAll(messages.get(stored));
        }
        found.sort(Comparator.comparingInt(SpooledMessage::priority));
        return found;
    }
}
