package vn.trangtien.platform.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.platform.TestPostgres;
import vn.trangtien.platform.database.PlatformMigration;

class NumberingIT {

    private static final int CLERKS = 8;
    private static final int TRIES_EACH = 100;

    private static TransactionTemplate transactions;
    private static Numbering numbering;

    @BeforeAll
    static void prepare() {
        DataSource database = TestPostgres.dataSource(TestPostgres.newDatabase());
        PlatformMigration.migrate(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        numbering = new Numbering(
                JdbcClient.create(database),
                Map.of("case", new BookPattern("case", "{number}/{year}/VV-{unit}", "test")));
    }

    @Test
    void eightClerksWithTenPercentFailuresLeaveNoGap() throws Exception {
        ExecutorService clerks = Executors.newFixedThreadPool(CLERKS);
        List<Future<List<Long>>> work = new ArrayList<>();
        for (int clerk = 0; clerk < CLERKS; clerk++) {
            work.add(clerks.submit(clerk(clerk)));
        }
        var issued = new ArrayList<Long>();
        for (Future<List<Long>> done : work) {
            issued.addAll(done.get());
        }
        clerks.shutdown();

        assertThat(issued).hasSizeLessThan(CLERKS * TRIES_EACH);
        assertThat(issued)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, issued.size()).boxed().toList());
    }

    @Test
    void everyBookAndYearStartsAtOne() {
        assertThat(issue("H57.SXD", "SXD", 2026)).isEqualTo("01/2026/VV-SXD");
        assertThat(issue("H57.SXD", "SXD", 2026)).isEqualTo("02/2026/VV-SXD");
        assertThat(issue("H57.SXD", "SXD", 2027)).isEqualTo("01/2027/VV-SXD");
        assertThat(issue("H57.PTDS", "PTDS", 2026)).isEqualTo("01/2026/VV-PTDS");
    }

    @Test
    void refusesToNumberOutsideATransaction() {
        assertThatThrownBy(() -> numbering.next("case:H57", 2026)).hasMessageContaining("inside the transaction");
    }

    @Test
    void refusesAKindThatNoFileNames() {
        assertThatThrownBy(() -> transactions.execute(status -> numbering.issue("letter", "H57", "UBND", 2026)))
                .hasMessageContaining("number book kind must be one of [case], but was 'letter'");
    }

    @Test
    void refusesAPatternThatCouldGiveTheSameNumberTwice() {
        assertThatThrownBy(() -> new BookPattern("case", "{number}/VV-{unit}", "test"))
                .hasMessageContaining("must contain {year}");
    }

    private static String issue(String unit, String abbreviation, int year) {
        return transactions.execute(
                status -> numbering.issue("case", unit, abbreviation, year).text());
    }

    /** Takes numbers; every tenth transaction or so is rolled back after the number was taken. */
    private static Callable<List<Long>> clerk(int seed) {
        var random = new Random(seed);
        return () -> {
            var mine = new ArrayList<Long>();
            for (int i = 0; i < TRIES_EACH; i++) {
                boolean fails = random.nextInt(10) == 0;
                Long number = transactions.execute(status -> {
                    long taken = numbering.next("stress", 2026);
                    if (fails) {
                        status.setRollbackOnly();
                    }
                    return taken;
                });
                if (!fails) {
                    mine.add(number);
                }
            }
            return mine;
        };
    }
}
