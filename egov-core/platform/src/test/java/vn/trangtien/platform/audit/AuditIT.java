package vn.trangtien.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.platform.TestPostgres;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.PlatformMigration;

class AuditIT {

    private JdbcClient jdbc;
    private TransactionTemplate transactions;
    private AuditLog log;
    private AuditVerifier verifier;

    @BeforeEach
    void prepare() {
        DataSource database = TestPostgres.dataSource(TestPostgres.newDatabase());
        PlatformMigration.migrate(database);
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        log = new AuditLog(jdbc, Clock.system(DatabaseAutoConfiguration.ZONE), "test");
        verifier = new AuditVerifier(database);
    }

    @Test
    void anEmptyLogIsWhole() {
        assertThat(verifier.verify()).isEqualTo(new AuditVerdict.Intact(0, AuditHash.GENESIS));
    }

    @Test
    void aLogWrittenByManyIsWhole() throws Exception {
        var writers = Executors.newFixedThreadPool(4);
        var done = IntStream.range(0, 200)
                .mapToObj(i -> writers.submit(() -> write("subject " + i)))
                .toList();
        for (var one : done) {
            one.get();
        }
        writers.shutdown();

        assertThat(verifier.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Intact.class,
                        intact -> assertThat(intact.entries()).isEqualTo(200));
    }

    @ParameterizedTest(name = "row 7: {0}")
    @ValueSource(
            strings = {
                "update platform.audit set detail = '{\"amount\":\"2\"}' where seq = 7",
                "update platform.audit set actor = 'somebody else' where seq = 7",
                "update platform.audit set at = at + interval '1 microsecond' where seq = 7",
                "update platform.audit set action = 'don', subject = 'ething 7' where seq = 7",
                "delete from platform.audit where seq = 7",
                "update platform.audit set hash = repeat('a', 64) where seq = 7",
                "update platform.audit set prev_hash = repeat('a', 64) where seq = 7",
            })
    void theFirstRowThatSomebodyTouchedIsNamed(String tampering) {
        IntStream.rangeClosed(1, 12).forEach(i -> write("thing " + i));
        behindTheLogsBack(tampering, "update platform.audit set actor = 'x' where seq = 11");

        assertThat(verifier.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.seq()).isEqualTo(7));
    }

    @Test
    void rowsCutOffAtTheEndAreMissed() {
        IntStream.rangeClosed(1, 5).forEach(i -> write("thing " + i));
        behindTheLogsBack("delete from platform.audit where seq = 5");

        assertThat(verifier.verify())
                .isEqualTo(new AuditVerdict.Broken(5, "row 5 is missing; the head says there are 5 rows"));
    }

    @Test
    void theTableRefusesChange() {
        write("thing");

        for (String sql : List.of(
                "update platform.audit set actor = 'x'", "delete from platform.audit", "truncate platform.audit")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).hasMessageContaining("append-only");
        }
    }

    @Test
    void anEntryOfARolledBackDeedIsGone() {
        transactions.executeWithoutResult(status -> {
            log.append("a", "done", "thing", Map.of());
            status.setRollbackOnly();
        });
        write("thing");

        assertThat(log.history("thing")).extracting(AuditEntry::seq).containsExactly(1L);
        assertThat(verifier.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void factsComeBackAsGiven() {
        AuditEntry entry = write("Hồ sơ \"đặc biệt\"\n");

        AuditEntry read = log.history("Hồ sơ \"đặc biệt\"\n").get(0);
        assertThat(read).isEqualTo(entry);
        assertThat(AuditLog.facts(read)).isEqualTo(Map.of("amount", "1", "lý do", "mưa \\ lũ"));
    }

    @Test
    void refusesToWriteOutsideATransaction() {
        assertThatThrownBy(() -> log.append("a", "done", "thing", Map.of()))
                .hasMessageContaining("inside the transaction");
    }

    private AuditEntry write(String subject) {
        return transactions.execute(
                status -> log.append("canbo", "done", subject, Map.of("amount", "1", "lý do", "mưa \\ lũ")));
    }

    /** As somebody who owns the database could. */
    private void behindTheLogsBack(String... statements) {
        jdbc.sql("alter table platform.audit disable trigger all").update();
        for (String sql : statements) {
            assertThat(jdbc.sql(sql).update()).as(sql).isPositive();
        }
        jdbc.sql("alter table platform.audit enable trigger all").update();
    }
}
