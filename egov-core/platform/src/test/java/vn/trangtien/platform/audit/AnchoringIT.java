package vn.trangtien.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.platform.TestClock;
import vn.trangtien.platform.TestPostgres;
import vn.trangtien.platform.audit.proof.Anchor;
import vn.trangtien.platform.audit.proof.EntryProof;
import vn.trangtien.platform.audit.proof.Export;
import vn.trangtien.platform.audit.proof.ExportFile;
import vn.trangtien.platform.audit.proof.Finding;
import vn.trangtien.platform.audit.proof.LogCheck;
import vn.trangtien.platform.database.PlatformMigration;
import vn.trangtien.platform.timestamping.Authority;
import vn.trangtien.platform.timestamping.TimestampTrust;

/** Anchors, exports and proofs of a log in a real database, stamped by an authority on loopback. */
class AnchoringIT {

    private static final Instant NOW = Clock.systemUTC().instant();
    private static final TestClock CLOCK = new TestClock(NOW);

    @TempDir
    static Path folder;

    private static Authority authority;
    private static DataSource database;
    private static JdbcClient jdbc;
    private static TransactionTemplate transactions;
    private static AuditLog log;
    private static AuditSearch search;

    private Anchoring anchoring;

    @BeforeAll
    static void open() throws IOException {
        authority = Authority.open(folder.resolve("pki"), CLOCK);
        database = TestPostgres.dataSource(TestPostgres.newDatabase());
        PlatformMigration.migrate(database);
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        log = new AuditLog(jdbc, CLOCK, "test");
        search = new AuditSearch(jdbc, database);
    }

    @AfterAll
    static void close() {
        authority.close();
    }

    @BeforeEach
    void empty() {
        CLOCK.set(NOW);
        authority.faults().clear();
        behindTheLogsBack(
                "truncate platform.audit, platform.audit_anchor",
                "update platform.audit_head set seq = 0, hash = repeat('0', 64)");
        anchoring = anchoring();
    }

    @Test
    void entriesAreAnchoredWhenEnoughWait() throws Exception {
        write(9);
        assertThat(anchoring.look().waiting()).isEqualTo(9);
        write(1);
        Anchoring.Standing standing = anchoring.look();

        assertThat(standing.waiting()).isZero();
        assertThat(standing.trouble()).isEmpty();
        assertThat(search.newestAnchors(5)).singleElement().satisfies(anchor -> {
            assertThat(anchor.fromSeq()).isEqualTo(1);
            assertThat(anchor.toSeq()).isEqualTo(10);
        });
        assertThat(verdict())
                .isInstanceOfSatisfying(
                        AuditVerdict.Intact.class,
                        intact -> assertThat(intact.checked().anchoredTo()).isEqualTo(10));
    }

    @Test
    void oneEntryIsAnchoredWhenItHasWaitedLongEnough() {
        write(1);
        CLOCK.forward(Duration.ofMinutes(9));
        assertThat(anchoring.look().anchoredTo()).isZero();
        CLOCK.forward(Duration.ofMinutes(1));
        assertThat(anchoring.look().anchoredTo()).isEqualTo(1);
        CLOCK.forward(Duration.ofHours(5));
        assertThat(anchoring.look().waiting()).as("nothing new, no new anchor").isZero();
        assertThat(search.newestAnchors(5)).hasSize(1);
    }

    @Test
    void whatAnAbsentAuthorityLeavesIsToldAndAnchoredWhenItIsBack() throws Exception {
        authority.faults().tsaDown(true);
        write(25);
        Anchoring.Standing standing = anchoring.look();
        CLOCK.forward(Duration.ofMinutes(50));
        write(5);

        assertThat(standing.waiting()).isEqualTo(25);
        assertThat(standing.trouble().orElseThrow().reason()).contains("status 503");
        assertThat(anchoring.look().trouble().orElseThrow().since())
                .as("since the first failure")
                .isEqualTo(NOW);
        authority.faults().clear();
        assertThat(anchoring.look()).satisfies(after -> {
            assertThat(after.waiting()).isZero();
            assertThat(after.trouble()).isEmpty();
        });
        assertThat(search.newestAnchors(5))
                .singleElement()
                .extracting(Anchor::toSeq)
                .isEqualTo(30L);
        assertThat(verdict()).isInstanceOf(AuditVerdict.Intact.class);
    }

    @Test
    void theHealthCheckIsAlarmedAfterAWhileOnly() {
        var loop = new AnchorLoop(anchoring, Duration.ofDays(1));
        var health = new AnchorHealthIndicator(loop, settings(), CLOCK);
        authority.faults().tsaDown(true);
        write(25);
        loop.look();
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
        assertThat(health.health().getDetails()).containsKeys("reason", "waiting", "oldestWaiting");
        CLOCK.forward(Duration.ofMinutes(61));
        loop.look();
        assertThat(health.health().getStatus().getCode()).isEqualTo("DOWN");
        authority.faults().clear();
        loop.look();
        assertThat(health.health().getStatus().getCode()).isEqualTo("UP");
    }

    @Test
    void aBrokenChainIsToldByTheNextLookAndAnchoredAsItIs() {
        write(10);
        behindTheLogsBack("update platform.audit set actor = 'x' where seq = 4");

        assertThat(anchoring.look()).satisfies(standing -> {
            assertThat(standing.isBroken()).isTrue();
            assertThat(standing.trouble().orElseThrow().reason()).contains("entry 4");
            assertThat(standing.anchoredTo()).isEqualTo(10);
        });
    }

    @Test
    void twoInstancesAnchorOnce() {
        write(10);
        Anchoring other = anchoring();
        assertThat(anchoring.look().anchoredTo()).isEqualTo(10);
        assertThat(other.look().anchoredTo()).isEqualTo(10);
        assertThat(search.newestAnchors(5)).hasSize(1);
    }

    @Test
    void oneEntryIsProvedWithoutTheOthers() throws Exception {
        write(23);
        anchoring.look();
        AuditEntry entry = search.entry(17).orElseThrow();
        EntryProof proof = EntryProof.read(search.proof(entry).orElseThrow().toJson());

        assertThat(proof.fault(authority.trust())).isEmpty();
        assertThat(new EntryProof(proof.format(), search.entry(16).orElseThrow(), proof.inclusion(), proof.anchor())
                        .fault(authority.trust()))
                .isPresent();
        assertThat(proof.fault(new TimestampTrust(List.of(authority.pki().timeStamper()), List.of("1.2.3"))))
                .hasValueSatisfying(fault -> assertThat(fault).contains("policy"));
        write(1);
        assertThat(search.proof(search.entry(24).orElseThrow()))
                .as("not anchored yet")
                .isEmpty();
    }

    @Test
    void anExportHoldsEverythingThatACheckNeeds() throws Exception {
        write(57);
        anchoring.look();
        write(4);
        Path file = export(1);

        assertThat(check(file)).isInstanceOfSatisfying(AuditVerdict.Intact.class, intact -> {
            assertThat(intact.checked().entries()).isEqualTo(61);
            assertThat(intact.checked().anchoredTo()).isEqualTo(57);
        });
    }

    @Test
    void aPartOfALogIsCheckedFromItsBeginning() throws Exception {
        for (int i = 0; i < 4; i++) {
            write(10);
            anchoring.look();
        }
        assertThat(check(export(21))).isInstanceOfSatisfying(AuditVerdict.Intact.class, intact -> {
            assertThat(intact.checked().firstSeq()).isEqualTo(21);
            assertThat(intact.checked().entries()).isEqualTo(20);
            assertThat(intact.checked().anchoredTo()).isEqualTo(40);
        });
    }

    @Test
    void whateverIsDoneToAnExportShows() throws Exception {
        write(40);
        anchoring.look();
        Path file = export(1);

        assertThat(first(changed(file, "entries.jsonl", text -> text.replace("thing 7\"", "thing 8\""))))
                .satisfies(found -> assertThat(found.fromSeq()).isEqualTo(7));
        assertThat(first(changed(file, "entries.jsonl", text -> swapLines(text, 6, 7))))
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Finding.Kind.REORDERED);
                    assertThat(found.fromSeq()).isEqualTo(7);
                });
        assertThat(first(changed(file, "entries.jsonl", text -> withoutLine(text, 6))))
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Finding.Kind.MISSING);
                    assertThat(found.fromSeq()).isEqualTo(7);
                });
        assertThat(first(changed(file, "entries.jsonl", text -> text.replaceFirst("\\{", "{{"))))
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Finding.Kind.UNREADABLE);
                    assertThat(found.fromSeq()).isEqualTo(1);
                });
        assertThat(first(changed(file, "manifest.json", text -> "")))
                .satisfies(found -> assertThat(found.kind()).isEqualTo(Finding.Kind.HEAD));
        Path cut = changed(
                changed(file, "entries.jsonl", text -> withoutLine(text, 39)),
                "manifest.json",
                text -> text.replace("\"lastSeq\":40", "\"lastSeq\":39"));
        assertThat(((AuditVerdict.Broken) check(cut)).findings())
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.HEAD, Finding.Kind.TRUNCATED);
        assertThat(first(changed(file, "anchors.jsonl", text -> text.replace("\"toSeq\":40", "\"toSeq\":39"))))
                .satisfies(found -> assertThat(found.kind()).isEqualTo(Finding.Kind.ANCHOR_CHANGED));
    }

    /** Random rows, columns and acts by somebody who owns the database and knows how the chain is made. */
    @Test
    void nothingDoneToTheTablesAtRandomGoesUnnoticed() throws Exception {
        for (int i = 0; i < 3; i++) {
            write(20);
            anchoring.look();
        }
        jdbc.sql("create table kept_audit as select * from platform.audit").update();
        var random = new Random(20_261_122);
        for (int round = 0; round < 25; round++) {
            int seq = 1 + random.nextInt(60);
            String act = acts(seq, random).get(random.nextInt(9));
            behindTheLogsBack(act.split("; "));
            if (random.nextBoolean()) {
                rechain();
            }
            assertThat(verdict())
                    .as("round %d: %s", round, act)
                    .isInstanceOfSatisfying(
                            AuditVerdict.Broken.class,
                            broken -> assertThat(placed(broken.first())).isLessThanOrEqualTo(seq));
            behindTheLogsBack(
                    "truncate platform.audit",
                    "insert into platform.audit select * from kept_audit",
                    "update platform.audit_head set (seq, hash) = (select seq, hash from platform.audit order by seq desc limit 1)");
        }
        assertThat(verdict()).isInstanceOf(AuditVerdict.Intact.class);
        jdbc.sql("drop table kept_audit").update();
    }

    /** What docs/audit.md tells an auditor to type. */
    @Test
    void openSslAgreesOnATimeStamp() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
        write(10);
        anchoring.look();
        Anchor anchor = search.newestAnchors(1).get(0);
        Path token =
                Files.write(folder.resolve("token.der"), Base64.getDecoder().decode(anchor.token()));
        Path root =
                Files.writeString(folder.resolve("root.pem"), authority.pki().authoritiesPem());

        String said = run(
                "openssl",
                "ts",
                "-verify",
                "-digest",
                anchor.digest(),
                "-in",
                token.toString(),
                "-token_in",
                "-CAfile",
                root.toString());
        assertThat(said).contains("Verification: OK");
        String another = run(
                "openssl",
                "ts",
                "-verify",
                "-digest",
                anchor.root(),
                "-in",
                token.toString(),
                "-token_in",
                "-CAfile",
                root.toString());
        assertThat(another).contains("FAILED");
    }

    @Test
    void entriesAreFoundByWhoWhatWhomAndWhen() {
        write(60);
        CLOCK.forward(Duration.ofHours(1));
        transactions.executeWithoutResult(status -> log.append("lan", "case.closed", "case:01/2026", Map.of()));

        assertThat(search.find(AuditSearch.Filter.ALL, Long.MAX_VALUE)).hasSize(AuditSearch.PAGE + 1);
        assertThat(search.find(AuditSearch.Filter.ALL, 12))
                .hasSize(11)
                .first()
                .extracting(AuditEntry::seq)
                .isEqualTo(11L);
        assertThat(search.find(filter("lan", "", ""), Long.MAX_VALUE)).hasSize(1);
        assertThat(search.find(filter("", "case.", ""), Long.MAX_VALUE)).hasSize(1);
        assertThat(search.find(filter("", "case", ""), Long.MAX_VALUE)).isEmpty();
        assertThat(search.find(filter("", "", "case:"), Long.MAX_VALUE)).hasSize(1);
        assertThat(search.find(filter("", "", "case:01/2026"), Long.MAX_VALUE)).hasSize(1);
        assertThat(search.find(
                        new AuditSearch.Filter("", "", "", Optional.of(NOW.plusSeconds(60)), Optional.empty()),
                        Long.MAX_VALUE))
                .hasSize(1);
        assertThat(search.find(new AuditSearch.Filter("", "", "", Optional.empty(), Optional.of(NOW)), Long.MAX_VALUE))
                .isEmpty();
    }

    /** Where the doubt begins: of a log that was cut off and computed anew, with the last range that is not whole. */
    private static long placed(Finding found) {
        return found.kind() == Finding.Kind.TRUNCATED
                ? Long.parseLong(found.facts().get(1))
                : found.fromSeq();
    }

    private static List<String> acts(int seq, Random random) {
        int other = 1 + (seq + random.nextInt(58)) % 60;
        return List.of(
                "update platform.audit set actor = 'x' where seq = " + seq,
                "update platform.audit set detail = '{}' where seq = " + seq,
                "update platform.audit set at = at - interval '1 day' where seq = " + seq,
                "update platform.audit set subject = subject || '!', hash = repeat('f', 64) where seq = " + seq,
                "update platform.audit set service = 'other' where seq = " + seq,
                "delete from platform.audit where seq = " + seq,
                "delete from platform.audit where seq >= %d; update platform.audit_head set seq = %d"
                        .formatted(seq, seq - 1),
                "update platform.audit set action = 'undone' where seq >= " + seq,
                "update platform.audit a set subject = b.subject || ' ' from platform.audit b where a.seq = %d and b.seq = %d"
                        .formatted(seq, other));
    }

    /** The whole chain computed anew, numbers closed up, head included: what the chain alone cannot see. */
    private static void rechain() {
        behindTheLogsBack("""
                do $$
                declare
                    row record; before text := repeat('0', 64); n bigint := 0; anew text;
                begin
                    for row in select * from platform.audit order by seq loop
                        n := n + 1;
                        anew := platform.audit_hash(before, n, row.at, row.service, row.actor, row.action, row.subject,
                                                    row.detail);
                        update platform.audit set seq = n, prev_hash = before, hash = anew where seq = row.seq;
                        before := anew;
                    end loop;
                    update platform.audit_head set seq = n, hash = before;
                end $$""");
    }

    private static void write(int count) {
        transactions.executeWithoutResult(status -> log.appendAll(IntStream.rangeClosed(1, count)
                .mapToObj(i -> new AuditDeed("canbo", "done", "thing " + i, Map.of("n", Integer.toString(i))))
                .toList()));
    }

    private static Anchoring anchoring() {
        return new Anchoring(jdbc, authority.timestamper(), settings(), CLOCK);
    }

    private static AnchorSettings settings() {
        return new AnchorSettings(
                null,
                null,
                List.of(),
                10,
                Duration.ofMinutes(10),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofMinutes(2),
                Duration.ofHours(1));
    }

    private static AuditSearch.Filter filter(String actor, String action, String subject) {
        return new AuditSearch.Filter(actor, action, subject, Optional.empty(), Optional.empty());
    }

    private static AuditVerdict verdict() {
        return new AuditVerifier(database, authority.trust()).verify();
    }

    private static Path export(long firstSeq) throws Exception {
        Path file = Files.createTempFile(folder, "export", ".zip");
        try (OutputStream out = Files.newOutputStream(file);
                DatabaseLog source = search.open(firstSeq)) {
            Export.write(source, NOW, out);
        }
        return file;
    }

    private static AuditVerdict check(Path file) throws IOException {
        try (var source = new ExportFile(file)) {
            return new LogCheck(authority.trust(), List.of()).check(source, done -> {});
        }
    }

    private static Finding first(Path file) throws IOException {
        return ((AuditVerdict.Broken) check(file)).first();
    }

    private static Path changed(Path zip, String name, UnaryOperator<String> change) throws IOException {
        Path copy = Files.createTempFile(folder, "changed", ".zip");
        try (var in = new ZipFile(zip.toFile());
                var out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : java.util.Collections.list(in.entries())) {
                String text = new String(in.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write((entry.getName().equals(name) ? change.apply(text) : text).getBytes(StandardCharsets.UTF_8));
            }
        }
        return copy;
    }

    private static String swapLines(String text, int one, int other) {
        var lines = new ArrayList<>(text.lines().toList());
        java.util.Collections.swap(lines, one, other);
        return String.join("\n", lines) + "\n";
    }

    private static String withoutLine(String text, int index) {
        var lines = new ArrayList<>(text.lines().toList());
        lines.remove(index);
        return String.join("\n", lines) + "\n";
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return said;
    }

    /** As somebody who owns the database could. */
    private static void behindTheLogsBack(String... statements) {
        jdbc.sql("alter table platform.audit disable trigger all").update();
        jdbc.sql("alter table platform.audit_anchor disable trigger all").update();
        for (String sql : statements) {
            jdbc.sql(sql).update();
        }
        jdbc.sql("alter table platform.audit enable trigger all").update();
        jdbc.sql("alter table platform.audit_anchor enable trigger all").update();
    }
}
