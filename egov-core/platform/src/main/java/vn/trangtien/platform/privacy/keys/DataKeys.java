package vn.trangtien.platform.privacy.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Timestamps;

/**
 * The data keys of {@code platform.privacy_data_key}. Keys that were opened once stay in memory. Thread-safe.
 *
 * <p>A key must be in the database for good before the first value is encrypted with it, or a rollback would leave values that
 * nobody can open. So the first keys are made when this object is, and no key is made inside somebody else's transaction.
 */
public final class DataKeys {

    /** What a key is for. */
    enum Purpose {
        ENCRYPT,
        INDEX
    }

    /** An opened key. */
    record DataKey(int id, SecretKey key) {}

    private record Row(int id, String purpose, byte[] wrapped, String masterKey) {}

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final AuditLog audit;
    private final Clock clock;
    private final MasterKeys masters;
    private final Map<Integer, DataKey> opened = new ConcurrentHashMap<>();
    private final Map<Purpose, DataKey> active = new ConcurrentHashMap<>();

    /** Makes the first key of each purpose if there is none. */
    public DataKeys(
            JdbcClient jdbc, TransactionOperations transactions, AuditLog audit, Clock clock, MasterKeys masters) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.audit = audit;
        this.clock = clock;
        this.masters = masters;
        noTransaction();
        for (Purpose purpose : Purpose.values()) {
            use(purpose, findOrMake(purpose));
        }
    }

    /**
     * Makes a new key for encrypting; what was encrypted earlier stays readable with its own key. Other instances of the service
     * go on with the old key until they start again, which does no harm.
     *
     * @param by for the audit log
     */
    public void rotate(String by) {
        noTransaction();
        DataKey next = Objects.requireNonNull(transactions.execute(status -> {
            jdbc.sql("update platform.privacy_data_key set active = false where purpose = ? and active")
                    .param(Purpose.ENCRYPT.name())
                    .update();
            DataKey made = make(Purpose.ENCRYPT);
            audit.append(by, "privacy.key-rotated", "data-key:" + made.id(), Map.of("master", masters.active()));
            return made;
        }));
        use(Purpose.ENCRYPT, next);
    }

    /**
     * Seals every data key under the active master key; then the older master keys can leave the file. Every instance of the
     * service must have started with the new file before.
     *
     * @return how many were sealed anew
     */
    public int rewrap(String by) {
        return Objects.requireNonNull(transactions.execute(status -> {
            List<Row> old = jdbc.sql("""
                            select id, purpose, wrapped, master_key from platform.privacy_data_key
                            where master_key <> ? order by id for update""")
                    .param(masters.active())
                    .query((row, n) -> row(row))
                    .list();
            for (Row row : old) {
                byte[] key = unwrap(row);
                jdbc.sql("update platform.privacy_data_key set wrapped = ?, master_key = ? where id = ?")
                        .params(masters.wrap(key, bound(row.purpose())), masters.active(), row.id())
                        .update();
            }
            if (!old.isEmpty()) {
                audit.append(
                        by,
                        "privacy.keys-rewrapped",
                        "master-key:" + masters.active(),
                        Map.of("keys", Integer.toString(old.size())));
            }
            return old.size();
        }));
    }

    DataKey active(Purpose purpose) {
        return Objects.requireNonNull(active.get(purpose));
    }

    Optional<DataKey> find(int id) {
        DataKey known = opened.get(id);
        if (known != null) {
            return Optional.of(known);
        }
        return jdbc.sql("select id, purpose, wrapped, master_key from platform.privacy_data_key where id = ?")
                .param(id)
                .query((row, n) -> row(row))
                .optional()
                .map(this::open);
    }

    private DataKey findOrMake(Purpose purpose) {
        return Objects.requireNonNull(transactions.execute(status -> {
            // Two services that start together must not make two.
            jdbc.sql("select pg_advisory_xact_lock(hashtext('platform.privacy_data_key'), hashtext(?))")
                    .param(purpose.name())
                    .query((row, n) -> n)
                    .single();
            return jdbc.sql("""
                            select id, purpose, wrapped, master_key from platform.privacy_data_key
                            where purpose = ? and active""")
                    .param(purpose.name())
                    .query((row, n) -> row(row))
                    .optional()
                    .map(this::open)
                    .orElseGet(() -> make(purpose));
        }));
    }

    private DataKey make(Purpose purpose) {
        byte[] key = Gcm.random(Gcm.KEY_BYTES);
        Integer id = jdbc.sql("""
                        insert into platform.privacy_data_key (purpose, wrapped, master_key, created_at, active)
                        values (?, ?, ?, ?, true) returning id""")
                .params(
                        purpose.name(),
                        masters.wrap(key, bound(purpose.name())),
                        masters.active(),
                        Timestamps.toDatabase(clock.instant()))
                .query(Integer.class)
                .single();
        return new DataKey(Objects.requireNonNull(id), secret(key));
    }

    private DataKey open(Row row) {
        var key = new DataKey(row.id(), secret(unwrap(row)));
        opened.put(row.id(), key);
        return key;
    }

    private byte[] unwrap(Row row) {
        try {
            return masters.unwrap(row.masterKey(), row.wrapped(), bound(row.purpose()));
        } catch (GeneralSecurityException e) {
            throw new UnreadableFieldException(
                    "data key %d cannot be opened: %s".formatted(row.id(), e.getMessage()), e);
        }
    }

    /** Only what is committed is remembered. */
    private void use(Purpose purpose, DataKey key) {
        active.put(purpose, key);
        opened.put(key.id(), key);
    }

    private static void noTransaction() {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "data keys must be made outside of any transaction, which could take them back");
        }
    }

    private static SecretKey secret(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }

    /** A key for one purpose must not be taken for one of another. */
    private static byte[] bound(String purpose) {
        return ("trangtien data key " + purpose).getBytes(StandardCharsets.UTF_8);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getInt("id"), row.getString("purpose"), row.getBytes("wrapped"), row.getString("master_key"));
    }
}
