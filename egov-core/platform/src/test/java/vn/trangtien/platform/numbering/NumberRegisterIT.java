package vn.trangtien.platform.numbering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.platform.TestClock;
import vn.trangtien.platform.TestPostgres;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.PlatformMigration;
import vn.trangtien.platform.numbering.RegisterEntry.Medium;
import vn.trangtien.platform.numbering.RegisterEntry.State;

/** Registers as the shipped file describes them, on a real database. */
class NumberRegisterIT {

    private static final TestClock CLOCK = new TestClock(Instant.parse("2026-11-23T02:00:00Z"));
    private static final AtomicInteger AGENCIES = new AtomicInteger();

    private static JdbcClient jdbc;
    private static TransactionTemplate transactions;
    private static AuditLog audit;
    private static NumberRegister register;

    /** Every test has an agency of its own, so none sees the numbers of another. */
    private final String agency = "H57." + AGENCIES.incrementAndGet();

    @BeforeAll
    static void open() {
        DataSource database = TestPostgres.dataSource(TestPostgres.newDatabase());
        PlatformMigration.migrate(database);
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        audit = new AuditLog(jdbc, CLOCK, "test");
        register = NumberingAutoConfiguration.usual(jdbc, audit, CLOCK);
    }

    @BeforeEach
    void aMondayMorningInHue() {
        CLOCK.set(Instant.parse("2026-11-23T02:00:00Z"));
    }

    /** Scenario 4: eight clerks, 2,000 issues, one in ten fails after the number was taken. */
    @Test
    void eightClerksWithTenPercentFailuresLeaveNoGap() throws Exception {
        var clerks = Executors.newFixedThreadPool(8);
        List<Future<List<Long>>> work = new ArrayList<>();
        for (int clerk = 0; clerk < 8; clerk++) {
            work.add(clerks.submit(clerk(clerk, 250)));
        }
        var issued = new ArrayList<Long>();
        for (Future<List<Long>> done : work) {
            issued.addAll(done.get());
        }
        clerks.shutdown();
        String book = register.bookOf(letter());

        assertThat(issued).hasSizeBetween(1_700, 1_900);
        assertThat(issued)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, issued.size()).boxed().toList());
        assertThat(register.gaps(book, 2026)).isEmpty();
        assertThat(register.list(book, 2026, 0, 5_000)).hasSize(issued.size());
        assertThat(register.list(register.bookOf(decision().of(DocumentClass.SECRET)), 2026, 0, 1))
                .as("the secret book is untouched")
                .isEmpty();
        CLOCK.set(Instant.parse("2026-12-31T17:00:00Z"));
        assertThat(issue(letter()).text()).isEqualTo("01/UBND-VP");
    }

    @Test
    void aNamedTypeAndAnOfficialLetterAreWrittenAsTheDecreeWantsIt() {
        assertThat(issue(decision()).text()).isEqualTo("01/QĐ-UBND");
        assertThat(issue(letter()).text()).isEqualTo("01/UBND-VP");
        assertThat(issue(outgoing("TB")).text())
                .as("counts with official letters")
                .isEqualTo("02/TB-UBND");
        assertThat(issue(outgoing("CT")).text()).as("counts with decisions").isEqualTo("02/CT-UBND");
        assertThat(issue(NumberRequest.arrival(agency, "Công văn đến", "vanthu"))
                        .text())
                .isEqualTo("01");
        for (int i = 0; i < 7; i++) {
            issue(decision());
        }
        assertThat(issue(decision()).text()).isEqualTo("10/QĐ-UBND");
    }

    @Test
    void legalDocumentsCountByTypeAndSecretOnesForThemselves() {
        issue(decision());

        assertThat(issue(decision().of(DocumentClass.LEGAL)).text()).isEqualTo("01/2026/QĐ-UBND");
        assertThat(issue(outgoing("NQ").of(DocumentClass.LEGAL)).text()).isEqualTo("01/2026/NQ-UBND");
        var secret =
                new NumberRequest(Direction.OUTGOING, DocumentClass.SECRET, agency, "UBND", "QĐ", "VP", "", "vanthu");
        assertThat(issue(secret).text()).isEqualTo("01(M)/QĐ-UBND");
    }

    @Test
    void theYearChangesAtMidnightInVietnam() {
        CLOCK.set(Instant.parse("2026-12-31T16:59:59.999Z"));
        RegisterEntry last = issue(decision());
        CLOCK.set(Instant.parse("2026-12-31T17:00:00Z"));
        RegisterEntry first = issue(decision());

        assertThat(last.day()).isEqualTo("2026-12-31");
        assertThat(first.day()).isEqualTo("2027-01-01");
        assertThat(first.text()).isEqualTo("01/QĐ-UBND");
        assertThat(register.find(agency, 2026, "01/QĐ-UBND")).contains(last);
        assertThat(register.find(agency, 2027, "01/QĐ-UBND")).contains(first);
    }

    @Test
    void aReservedNumberWaitsForItsDocument() {
        RegisterEntry reserved = within(() -> register.reserve(decision(), "Chờ ký", LocalDate.of(2026, 11, 25)));
        assertThat(issue(decision()).number()).isEqualTo(2);
        CLOCK.set(Instant.parse("2026-11-25T10:00:00Z"));

        RegisterEntry used = within(() -> register.use(reserved, "Về việc mưa lũ", "vanthu"));

        assertThat(used.text()).isEqualTo("01/QĐ-UBND");
        assertThat(used.state()).isEqualTo(State.USED);
        assertThat(used.subject()).isEqualTo("Về việc mưa lũ");
        assertThat(actions("01/QĐ-UBND")).containsExactly("number.reserved");
        assertThatThrownBy(() -> within(() -> register.use(reserved, "again", "vanthu")))
                .hasMessageContaining("is USED");
    }

    @Test
    void aReservationThatIsOverLapsesAndItsNumberIsNeverGivenAgain() {
        RegisterEntry reserved = within(() -> register.reserve(decision(), "Chờ ký", LocalDate.of(2026, 11, 24)));
        CLOCK.set(Instant.parse("2026-11-24T17:00:00Z"));

        assertThatThrownBy(() -> within(() -> register.use(reserved, "late", "vanthu")))
                .hasMessageContaining("take another number");
        assertThat(within(register::lapse)).extracting(RegisterEntry::text).contains("01/QĐ-UBND");
        assertThat(within(register::lapse)).isEmpty();
        assertThat(register.find(agency, 2026, "01/QĐ-UBND").orElseThrow().state())
                .isEqualTo(State.CANCELLED);
        assertThat(issue(decision()).number()).isEqualTo(2);
        assertThat(register.gaps(reserved.book(), 2026)).isEmpty();
    }

    @Test
    void aCancelledNumberStaysInTheRegisterWithItsReason() {
        RegisterEntry wrong = issue(decision());
        RegisterEntry cancelled = within(() -> register.cancel(wrong, "Nhầm loại văn bản", "vanthu"));

        assertThat(cancelled.cancelled().orElseThrow().why()).isEqualTo("Nhầm loại văn bản");
        assertThat(cancelled.cancelled().orElseThrow().by()).isEqualTo("vanthu");
        assertThat(issue(decision()).number()).isEqualTo(2);
        assertThat(actions("01/QĐ-UBND")).containsExactly("number.cancelled");
        assertThatThrownBy(() -> within(() -> register.cancel(wrong, "again", "vanthu")))
                .hasMessageContaining("cancelled already: Nhầm loại");
        assertThatThrownBy(() -> within(() -> register.cancel(issue(decision()), " ", "vanthu")))
                .hasMessageContaining("a reason must be given");
    }

    @Test
    void aPaperBookIsContinuedWhereItEnds() {
        run(() -> register.continuePaperBook(decision(), 214, "Chuyển từ sổ giấy"));

        assertThat(issue(decision()).text()).isEqualTo("215/QĐ-UBND");
        assertThat(register.gaps(register.bookOf(decision()), 2026)).isEmpty();
        assertThatThrownBy(() -> run(() -> register.continuePaperBook(decision(), 300, "again")))
                .hasMessageContaining("has numbers already");
    }

    @Test
    void aNumberGivenOnPaperIsEnteredInItsTurnOnly() {
        issue(decision());
        RegisterEntry paper = within(() -> register.enterPaper(decision(), 2, "Mất điện"));

        assertThat(paper.medium()).isEqualTo(Medium.PAPER);
        assertThat(issue(decision()).number()).isEqualTo(3);
        assertThatThrownBy(() -> within(() -> register.enterPaper(decision(), 2, "Mất điện")))
                .hasMessageContaining("the next number of register van-ban-di-ca-biet:" + agency + " of 2026 is 4");
    }

    @Test
    void theDatabaseItselfKeepsEveryNumber() {
        RegisterEntry entry = issue(decision());
        within(() -> register.cancel(entry, "test", "vanthu"));

        for (String sql : List.of(
                "delete from platform.number_register",
                "truncate platform.number_register",
                "update platform.number_register set state = 'USED', cancelled_at = null, cancelled_by = null,"
                        + " cancelled_why = null",
                "update platform.number_register set text = '99/QĐ-UBND'",
                "insert into platform.number_register (book, year, number, agency, text, outgoing, type, day, state,"
                        + " medium, subject, given_by, given_at) select book, year, number + 1000, agency, text, outgoing,"
                        + " type, day, 'USED', medium, subject, given_by, given_at from platform.number_register"
                        + " where agency = '" + agency + "'")) {
            assertThatThrownBy(() -> jdbc.sql(sql).update()).as(sql).isInstanceOf(RuntimeException.class);
        }
    }

    @Test
    void bookFilesThatLeaveADoubtAreRefused() {
        var request = decision();
        var two = new RegisterBooks(List.of(book("a", List.of("QĐ")), book("b", List.of("QĐ"))));
        var none = new RegisterBooks(List.of(book("a", List.of("TB"))));
        var dated = new RegisterBooks(List.of(book("a", List.of("*")), book("b", List.of("QĐ"))));

        assertThatThrownBy(() -> two.of(request, LocalDate.of(2026, 1, 1)))
                .hasMessageContaining("registers a and b both count");
        assertThatThrownBy(() -> none.of(request, LocalDate.of(2026, 1, 1))).hasMessageContaining("no register counts");
        assertThatThrownBy(() -> dated.of(request, LocalDate.of(2019, 12, 31))).hasMessageContaining("on 2019-12-31");
        assertThat(dated.of(request, LocalDate.of(2026, 1, 1)).code()).isEqualTo("b");
        assertThatThrownBy(() -> new RegisterBooks(List.of(book("a", List.of("*")), book("a", List.of("*")))))
                .hasMessageContaining("'a' is there twice");
    }

    @Test
    void whatCannotStandInASymbolIsRefused() {
        assertThatThrownBy(() -> NumberRequest.outgoing(agency, "UB/ND", "QĐ", "", "", "vanthu"))
                .hasMessageContaining("agencyAbbreviation");
        assertThatThrownBy(() -> NumberRequest.outgoing(agency, "UBND", "", "", "", "vanthu"))
                .hasMessageContaining("type of an outgoing document");
        assertThatThrownBy(() -> letter().of(DocumentClass.SECRET)).hasMessageContaining("must stay empty");
        assertThatThrownBy(() -> issue(NumberRequest.outgoing(agency, "UBND", "CV", "", "x", "vanthu")))
                .hasMessageContaining("must have an abbreviation");
        assertThat(NumberRequest.outgoing(agency, "UBND", "QĐ", "", "", "vanthu")
                        .type())
                .as("NFC")
                .isEqualTo("QĐ");
        assertThatThrownBy(() -> register.issue(decision())).hasMessageContaining("inside the transaction");
    }

    private Callable<List<Long>> clerk(int seed, int tries) {
        var random = new Random(seed);
        return () -> {
            var mine = new ArrayList<Long>();
            for (int i = 0; i < tries; i++) {
                boolean fails = random.nextInt(10) == 0;
                Long number = transactions.execute(status -> {
                    RegisterEntry entry = register.issue(letter());
                    if (fails) {
                        status.setRollbackOnly();
                    }
                    return entry.number();
                });
                if (!fails) {
                    mine.add(number);
                }
            }
            return mine;
        };
    }

    private NumberRequest decision() {
        return NumberRequest.outgoing(agency, "UBND", "QĐ", "", "", "vanthu");
    }

    private NumberRequest letter() {
        return NumberRequest.outgoing(agency, "UBND", NumberRequest.OFFICIAL_LETTER, "VP", "Công văn", "vanthu");
    }

    private NumberRequest outgoing(String type) {
        return NumberRequest.outgoing(agency, "UBND", type, "", "", "vanthu");
    }

    private static RegisterBook book(String code, List<String> types) {
        return new RegisterBook(
                code,
                code,
                code,
                Direction.OUTGOING,
                DocumentClass.ORDINARY,
                List.of(),
                types,
                RegisterBook.Sequence.SHARED,
                List.of(new NumberFormat(List.of("*"), "{number}/{type}-{agency}")),
                LocalDate.of(2020, 1, 1),
                null,
                "test",
                true);
    }

    private List<String> actions(String text) {
        return audit.history("number:%s/2026/%s".formatted(agency, text)).stream()
                .map(AuditEntry::action)
                .toList();
    }

    private static RegisterEntry issue(NumberRequest request) {
        return within(() -> register.issue(request));
    }

    private static <T> T within(Supplier<T> work) {
        return transactions.execute(status -> work.get());
    }

    private static void run(Runnable work) {
        transactions.executeWithoutResult(status -> work.run());
    }
}
