package vn.trangtien.platform.database;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Something that is read often and changed seldom, kept in memory and read again when a number in the database has risen. The number is asked for at
 * most every few seconds, so that a change by another service is seen soon, and at once by the service that made it. Thread-safe.
 */
public final class Revised<T> implements Supplier<T> {

    private static final Duration ASK_AGAIN = Duration.ofSeconds(5);

    private record Seen<T>(long revision, T value, long askedAtNanos) {}

    private final JdbcClient jdbc;
    private final String name;
    private final Supplier<T> load;
    private volatile @Nullable Seen<T> seen;

    /**
     * @param name of the number in {@code platform.revision}
     * @param load reads the whole value; runs seldom
     */
    public Revised(JdbcClient jdbc, String name, Supplier<T> load) {
        this.jdbc = jdbc;
        this.name = name;
        this.load = load;
    }

    @Override
    public T get() {
        Seen<T> last = seen;
        if (last != null && System.nanoTime() - last.askedAtNanos() < ASK_AGAIN.toNanos()) {
            return last.value();
        }
        return refresh();
    }

    /** Tells everybody that the value has changed; call it in the transaction of the change. */
    public void changed() {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "revision of %s: must be raised inside the transaction of the change".formatted(name));
        }
        jdbc.sql("""
                        insert into platform.revision (name, number) values (?, 1)
                        on conflict (name) do update set number = platform.revision.number + 1""").param(name).update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                seen = null;
            }
        });
    }

    private synchronized T refresh() {
        // Read first: a change that comes in between is then noticed the next time.
        long revision = jdbc.sql("select number from platform.revision where name = ?")
                .param(name)
                .query(Long.class)
                .optional()
                .orElse(0L);
        Seen<T> last = seen;
        T value = last != null && last.revision() == revision ? last.value() : load.get();
        seen = new Seen<>(revision, Objects.requireNonNull(value), System.nanoTime());
        return value;
    }
}
