package vn.trangtien.ingest.objects;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.platform.database.Timestamps;

/**
 * Which objects the store may hold, and since when it should not. Thread-safe.
 *
 * <p>An object is written down here before it is stored, and struck out after it is deleted. So everything in the store is
 * known here, wherever a process dies: a name without an object is deleted in vain once more, an object without a name does not
 * exist. Deleting locks the name: who announces the same object waits and stores it anew, and whoever books a picture of it
 * meets the foreign key, which makes him store it anew too. So no picture loses its object either.
 */
@Repository
class ObjectBooks {

    /** Much longer than the time between storing and booking; whatever is booked later is stored again. */
    static final Duration UNBOOKED = Duration.ofHours(1);

    /** What is done in a transaction, which rolls back for unchecked exceptions only. */
    @FunctionalInterface
    interface Deed {

        void perform() throws IOException;

        private void doUnchecked() {
            try {
                perform();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static final String UNUSED = "not exists (select from ingest.object o where o.sha256 = held_object.sha256)";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ObjectBooks(JdbcClient jdbc, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * These objects are about to be stored; when this returns that is written down for good. Must not be called in a transaction.
     */
    void announce(Collection<String> names) {
        jdbc.sql("insert into ingest.held_object (sha256, due_at) select unnest(:names::text[]), :due"
                        + " on conflict (sha256) do update set due_at = excluded.due_at, failed_at = null"
                        + " where held_object.due_at is not null")
                .param("names", array(names))
                .param("due", Timestamps.toDatabase(clock.instant().plus(UNBOOKED)))
                .update();
    }

    /** A picture or film of it has been booked; joins the caller's transaction. */
    void used(String name) {
        jdbc.sql(
                        "update ingest.held_object set due_at = null, failed_at = null where sha256 = :name and due_at is not null")
                .param("name", name)
                .update();
    }

    /** Pictures or films of these are kept no longer; joins the caller's transaction. */
    void dropped(Collection<String> names) {
        jdbc.sql(
                        "update ingest.held_object set due_at = :now where sha256 = any(:names::text[]) and due_at is null and "
                                + UNUSED)
                .param("names", array(names))
                .param("now", Timestamps.toDatabase(clock.instant()))
                .update();
    }

    /** Writes down objects that the store has. @return how many of them were unknown */
    int found(Collection<String> names, Instant due) {
        return jdbc.sql("insert into ingest.held_object (sha256, due_at) select unnest(:names::text[]), :due"
                        + " on conflict do nothing")
                .param("names", array(names))
                .param("due", Timestamps.toDatabase(due))
                .update();
    }

    /** What is to be deleted; first what was not tried before, then what failed longest ago. */
    List<String> due(int most) {
        return jdbc.sql("select sha256 from ingest.held_object where due_at <= :now"
                        + " order by failed_at nulls first, due_at limit :most")
                .param("now", Timestamps.toDatabase(clock.instant()))
                .param("most", most)
                .query(String.class)
                .list();
    }

    /** How many objects nobody needs that should have been deleted before that time. */
    int overdue(Instant before) {
        return jdbc.sql("select count(*) from ingest.held_object where due_at < :before and " + UNUSED)
                .param("before", Timestamps.toDatabase(before))
                .query(Integer.class)
                .single();
    }

    /**
     * Deletes the object and then its name, unless something refers to it again. Its name is locked meanwhile, and a connection
     * to the database is held: as long as the store may take over one deletion.
     *
     * @return whether it was deleted
     * @throws IOException if the store did not delete it; then it stays due
     */
    boolean delete(String name, ObjectStore store) throws IOException {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                if (!isDue(name)) {
                    return false;
                }
                if (isUsed(name)) {
                    used(name);
                    return false;
                }
                Deed deletion = () -> store.delete(name);
                deletion.doUnchecked();
                return jdbc.sql("delete from ingest.held_object where sha256 = ?")
                                .param(name)
                                .update()
                        == 1;
            }));
        } catch (UncheckedIOException notDeleted) {
            failed(name);
            throw notDeleted.getCause();
        }
    }

    /**
     * Does something with an object that must not be deleted meanwhile; it may be announced and booked all the same.
     *
     * @return whether it was done: not if the name is unknown, because then the object is about to go
     */
    boolean whileHeld(String name, Deed deed) throws IOException {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                boolean held = jdbc.sql("select sha256 from ingest.held_object where sha256 = ? for key share")
                        .param(name)
                        .query(String.class)
                        .optional()
                        .isPresent();
                if (held) {
                    deed.doUnchecked();
                }
                return held;
            }));
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    /** Locks it, too. */
    private boolean isDue(String name) {
        return jdbc.sql("select sha256 from ingest.held_object where sha256 = :name and due_at <= :now for update")
                .param("name", name)
                .param("now", Timestamps.toDatabase(clock.instant()))
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** A statement of its own after the lock, because it must see what was booked until then. */
    private boolean isUsed(String name) {
        return jdbc.sql("select exists (select from ingest.object where sha256 = ?)")
                .param(name)
                .query(Boolean.class)
                .single();
    }

    private void failed(String name) {
        jdbc.sql("update ingest.held_object set failed_at = :now where sha256 = :name")
                .param("name", name)
                .param("now", Timestamps.toDatabase(clock.instant()))
                .update();
    }

    /** Sorted, so that two who lock several names do not wait for each other. */
    private static String[] array(Collection<String> names) {
        return new TreeSet<>(names).toArray(String[]::new);
    }
}
