package vn.trangtien.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.platform.TestPostgres;
import vn.trangtien.platform.audit.proof.EntryHash;
import vn.trangtien.platform.audit.proof.Finding;
import vn.trangtien.platform.audit.proof.LogSource;
import vn.trangtien.platform.database.DatabaseAutoConfiguration;
import vn.trangtien.platform.database.PlatformMigration;

class AuditIT {

    private static JdbcClient jdbc;
    private static TransactionTemplate transactions;
    private static AuditLog log;
    private static AuditVerifier verifier;

    @BeforeAll
    static void open() {
        DataSource database = TestPostgres.dataSource(TestPostgres.newDatabase());
        PlatformMigration.migrate(database);
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        log = new AuditLog(jdbc, Clock.system(DatabaseAutoConfiguration.ZONE), "test");
        verifier = new AuditVerifier(database);
    }

    @BeforeEach
    void empty() {
        behindTheLogsBack(
                "truncate platform.audit",
                "delete from platform.audit_head",
                "insert into platform.audit_head (seq, hash) values (0, repeat('0', 64))",
                "alter table platform.audit alter actor set not null");
    }

    @Test
    void anEmptyLogIsWhole() {
        assertThat(verifier.verify()).isInstanceOfSatisfying(AuditVerdict.Intact.class, intact -> {
            assertThat(intact.checked().entries()).isZero();
            assertThat(intact.checked().lastHash()).isEqualTo(EntryHash.GENESIS);
        });
    }

    @Test
    void aLogWrittenByManyOneByOneAndInBatchesIsWhole() throws Exception {
        var writers = Executors.newFixedThreadPool(4);
        var done = IntStream.range(0, 200)
                .mapToObj(
                        i -> writers.submit(() -> i % 10 == 0 ? writeAll("batch " + i, 7) : List.of(write("one " + i))))
                .toList();
        for (var one : done) {
            one.get();
        }
        writers.shutdown();

        assertThat(verifier.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Intact.class,
                        intact -> assertThat(intact.checked().entries()).isEqualTo(180 + 20 * 7));
    }

    @Test
    void theDatabaseHashesAsTheVerifierDoes() {
        var hashes = new EntryHash();
        var random = new Random(20_261_122);
        for (int i = 0; i < 60; i++) {
            String subject = random.ints(random.nextInt(40), 0x20, 0x1_F64F)
                    .filter(point -> point < 0xD800 || point > 0xDFFF)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            AuditEntry entry = write(subject);
            assertThat(entry.hash()).as(subject).isEqualTo(hashes.of(entry));
        }
        assertThat(verifier.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void textThatTheDatabaseCannotKeepDoesNotStopTheDeed() {
        AuditEntry entry = write("zero \0, half \uD83D, whole \uD83D\uDE00");

        assertThat(log.history("zero \uFFFD, half \uFFFD, whole \uD83D\uDE00")).containsExactly(entry);
        assertThat(verifier.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    /** Every column of the table as it is, so that a new one cannot be forgotten. */
    @Test
    void aChangeOfAnyColumnIsFoundAndNamed() {
        IntStream.rangeClosed(1, 12).forEach(i -> write("thing " + i));
        List<String> columns = jdbc.sql("""
                        select column_name from information_schema.columns
                        where table_schema = 'platform' and table_name = 'audit'""").query(String.class).list();
        assertThat(columns).hasSize(9);
        for (String column : columns) {
            for (long seq : new long[] {1, 7, 12}) {
                String change = switch (column) {
                    case "seq" -> "seq + 1000";
                    case "at" -> "at + interval '1 microsecond'";
                    case "detail" -> "detail || ' '";
                    default -> column + " || 'x'";
                };
                AuditVerdict verdict = whileChanged(column, change, seq);
                assertThat(verdict).isInstanceOfSatisfying(AuditVerdict.Broken.class, broken -> {
                    assertThat(broken.findings()).as("%s of %d", column, seq).hasSize(1);
                    assertThat(broken.first().fromSeq()).as(column).isEqualTo(seq);
                });
            }
        }
        assertThat(verifier.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "update platform.audit set at = 'infinity' where seq = 7",
                "update platform.audit set at = '-infinity' where seq = 7",
                "update platform.audit set at = '294000-01-01' where seq = 7",
                "update platform.audit set action = 'don', subject = 'ething 7' where seq = 7",
                "update platform.audit set hash = '' where seq = 7",
                "delete from platform.audit where seq = 7",
                "alter table platform.audit alter actor drop not null; update platform.audit set actor = null where seq = 7",
                "insert into platform.audit select 13, at, service, actor, action, subject, detail, prev_hash, hash"
                        + " from platform.audit where seq = 7; delete from platform.audit where seq = 7",
            })
    void theFirstRowThatSomebodyTouchedIsNamed(String tampering) {
        IntStream.rangeClosed(1, 12).forEach(i -> write("thing " + i));
        behindTheLogsBack(tampering.split("; "));
        behindTheLogsBack("update platform.audit set actor = 'x' where seq = 11");

        assertThat(verifier.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.findings())
                                .extracting(Finding::fromSeq)
                                .containsExactly(7L, 11L));
    }

    @Test
    void rowsCutOffAtTheEndAreMissed() {
        IntStream.rangeClosed(1, 5).forEach(i -> write("thing " + i));
        behindTheLogsBack("delete from platform.audit where seq = 5");

        assertThat(verifier.verify())
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.first())
                                .isEqualTo(new Finding(Finding.Kind.TRUNCATED, 5, 5, List.of("5", "5"))));
    }

    @Test
    void theRowThatTellsTheEndIsWatchedToo() {
        IntStream.rangeClosed(1, 5).forEach(i -> write("thing " + i));
        for (String sql : List.of(
                "update platform.audit_head set hash = repeat('a', 64)",
                "update platform.audit_head set seq = 4",
                "update platform.audit_head set seq = 6",
                "delete from platform.audit_head")) {
            LogSource.Head head = jdbc.sql("select seq, hash from platform.audit_head")
                    .query(LogSource.Head.class)
                    .single();
            jdbc.sql(sql).update();
            assertThat(verifier.verify()).as(sql).isInstanceOf(AuditVerdict.Broken.class);
            jdbc.sql("delete from platform.audit_head").update();
            jdbc.sql("insert into platform.audit_head (seq, hash) values (?, ?)")
                    .params(head.seq(), head.hash())
                    .update();
        }
        assertThat(verifier.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void aBatchOfARolledBackDeedIsGoneAndTheNextOneFollowsWhatIsThere() {
        write("before");
        transactions.executeWithoutResult(status -> {
            log.appendAll(deeds("gone", 5_000));
            status.setRollbackOnly();
        });
        List<AuditEntry> written = writeAll("stays", 5_000);

        assertThat(written).hasSize(5_000);
        assertThat(written.get(0).seq()).isEqualTo(2);
        assertThat(log.history("stays 4999")).containsExactly(written.get(4_999));
        assertThat(verifier.verify()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void noDeedsAreNoEntries() {
        assertThat(log.appendAll(List.of())).isEmpty();
        assertThatThrownBy(() -> log.appendAll(deeds("x", 1))).hasMessageContaining("inside the transaction");
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

    private static AuditEntry write(String subject) {
        return transactions.execute(
                status -> log.append("canbo", "done", subject, Map.of("amount", "1", "lý do", "mưa \\ lũ")));
    }

    private static List<AuditEntry> writeAll(String subject, int count) {
        return transactions.execute(status -> log.appendAll(deeds(subject, count)));
    }

    private static List<AuditDeed> deeds(String subject, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new AuditDeed("canbo", "done", subject + " " + i, Map.of("n", Integer.toString(i))))
                .toList();
    }

    /** What the verifier says while one column of one row is something else. */
    private static AuditVerdict whileChanged(String column, String change, long seq) {
        behindTheLogsBack("create table kept as select * from platform.audit where seq = " + seq);
        behindTheLogsBack("update platform.audit set %s = %s where seq = %d".formatted(column, change, seq));
        AuditVerdict verdict = verifier.verify();
        behindTheLogsBack(
                "delete from platform.audit where seq in (%d, %d + 1000)".formatted(seq, seq),
                "insert into platform.audit select * from kept",
                "drop table kept");
        return verdict;
    }

    /** As somebody who owns the database could. */
    private static void behindTheLogsBack(String... statements) {
        jdbc.sql("alter table platform.audit disable trigger all").update();
        for (String sql : statements) {
            jdbc.sql(sql).update();
        }
        jdbc.sql("alter table platform.audit enable trigger all").update();
    }
}
