package vn.trangtien.platform.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.trangtien.platform.TestClock;
import vn.trangtien.platform.TestPostgres;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.PlatformMigration;
import vn.trangtien.platform.privacy.keys.ColumnCipher;
import vn.trangtien.platform.privacy.keys.DataKeys;
import vn.trangtien.platform.privacy.keys.FieldCipher;
import vn.trangtien.platform.privacy.keys.MasterKeys;
import vn.trangtien.platform.privacy.keys.UnreadableFieldException;

/** Personal data with real keys on a real database; every person and number is made up. */
class PrivacyIT {

    private static final Instant NOW = Instant.parse("2026-11-23T02:00:00Z");
    private static final TestClock CLOCK = new TestClock(NOW);
    private static final PrivacyRules RULES = PrivacyRules.read(new ClassPathResource("platform/privacy.yaml"));
    private static final SubjectId AN = new SubjectId("person:an");
    private static final SubjectId BINH = new SubjectId("person:binh");

    @TempDir
    static Path folder;

    private static JdbcClient jdbc;
    private static TransactionTemplate transactions;
    private static AuditLog audit;
    private static Consents consents;
    private static AccessRecords records;
    private static DataKeys keys;
    private static ColumnCipher numbers;

    @BeforeAll
    static void open() throws IOException {
        DataSource database = TestPostgres.dataSource(TestPostgres.newDatabase());
        PlatformMigration.migrate(database);
        jdbc = JdbcClient.create(database);
        transactions = new TransactionTemplate(new JdbcTransactionManager(database));
        audit = new AuditLog(jdbc, CLOCK, "test");
        consents = new Consents(jdbc, transactions, audit, CLOCK);
        records = new AccessRecords(jdbc, transactions, audit, RULES, consents, CLOCK, "test");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        MasterKeys.create(folder.resolve("keys"), "first");
        keys = keys();
        numbers = new FieldCipher(keys).column("egov.citizen", "identity_number");
    }

    @BeforeEach
    void aMondayMorning() {
        CLOCK.set(NOW);
    }

    @Test
    void aValueIsReadableInItsOwnPlaceOnly() {
        byte[] stored = numbers.encrypt("7", "046199001234");

        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("0461");
        assertThat(numbers.decrypt("7", stored)).isEqualTo("046199001234");
        assertThat(numbers.encrypt("7", "046199001234"))
                .as("never twice the same")
                .isNotEqualTo(stored);
        assertThatThrownBy(() -> numbers.decrypt("8", stored))
                .isInstanceOf(UnreadableFieldException.class)
                .hasMessageContaining("egov.citizen.identity_number of row 8")
                .hasMessageContaining("belongs to another row");
        ColumnCipher phones = new FieldCipher(keys).column("egov.citizen", "phone");
        assertThatThrownBy(() -> phones.decrypt("7", stored)).isInstanceOf(UnreadableFieldException.class);
        assertThatThrownBy(() -> numbers.decrypt("7", new byte[] {1, 0, 0, 3, 9, 4}))
                .hasMessageContaining("needs data key 777");
        assertThatThrownBy(() -> numbers.decrypt("7", new byte[0])).hasMessageContaining("no encrypted value");
    }

    @Test
    void anIndexFindsEqualValuesOfOneColumn() {
        byte[] one = numbers.index(DataKind.IDENTITY_NUMBER.normalise("046 199 001 234"));

        assertThat(numbers.index(DataKind.IDENTITY_NUMBER.normalise("046199001234")))
                .isEqualTo(one)
                .hasSize(16);
        assertThat(numbers.index("046199001235")).isNotEqualTo(one);
        assertThat(new FieldCipher(keys).column("egov.citizen", "phone").index("046199001234"))
                .as("another column has another key")
                .isNotEqualTo(one);
    }

    @Test
    void keysAreExchangedWithoutLosingAValue() throws IOException {
        byte[] old = numbers.encrypt("7", "046199001234");
        byte[] index = numbers.index("046199001234");
        keys.rotate("admin");
        assertThat(numbers.isOutdated(old)).isTrue();
        byte[] renewed = numbers.encrypt("7", numbers.decrypt("7", old));
        assertThat(numbers.isOutdated(renewed)).isFalse();

        MasterKeys.rotate(folder.resolve("keys"), "second");
        DataKeys after = keys();
        assertThat(after.rewrap("admin")).isEqualTo(3);
        assertThat(after.rewrap("admin")).isZero();
        withoutKey("first");
        ColumnCipher fresh = new FieldCipher(keys()).column("egov.citizen", "identity_number");
        assertThat(fresh.decrypt("7", old)).isEqualTo("046199001234");
        assertThat(fresh.decrypt("7", renewed)).isEqualTo("046199001234");
        assertThat(fresh.index("046199001234")).isEqualTo(index);
    }

    @Test
    void aRollbackTakesNoKeyAway() {
        transactions.executeWithoutResult(status -> {
            assertThatThrownBy(() -> keys.rotate("admin")).hasMessageContaining("outside of any transaction");
            assertThatThrownBy(PrivacyIT::keys).hasMessageContaining("outside of any transaction");
            status.setRollbackOnly();
        });
    }

    @Test
    void aLookIsRecordedWithPurposeAndBasisAndThePersonSeesIt() {
        records.read("canbo", AN, List.of("person.name", "person.phone"), "case-handling");

        AccessRecords.Access look = records.of(AN, 10).get(0);
        assertThat(look.reader()).isEqualTo("canbo");
        assertThat(look.fields()).containsExactly("person.name", "person.phone");
        assertThat(look.basis()).contains("118/2025");
        assertThat(look.at()).isEqualTo(NOW);
        assertThat(records.of(BINH, 10)).noneMatch(other -> other.subject().equals(AN.value()));
        assertThat(records.by("canbo", 10)).contains(look);
        assertThatThrownBy(() -> jdbc.sql("delete from platform.privacy_access").update())
                .hasMessageContaining("append-only");
    }

    @Test
    void whatTheRulesDoNotAllowIsNotRead() {
        assertThatThrownBy(() -> records.read("canbo", AN, List.of("person.health"), "identity-check"))
                .hasMessageContaining(
                        "person.health may be read for case-handling, subject-request, but not for identity-check");
        assertThatThrownBy(() -> records.read("canbo", AN, List.of("person.shoes"), "case-handling"))
                .hasMessageContaining("must be described in the privacy file");
        assertThatThrownBy(() -> records.read("canbo", AN, List.of("person.name"), "curiosity"))
                .hasMessageContaining("purpose must be one of");
        CLOCK.set(Instant.parse("2024-01-01T00:00:00Z"));
        assertThatThrownBy(() -> records.read("canbo", AN, List.of("person.name"), "case-handling"))
                .hasMessageContaining("valid on 2024-01-01");
    }

    @Test
    void consentOpensAPurposeAndItsWithdrawalClosesIt() {
        assertThatThrownBy(() -> records.read("system", BINH, List.of("person.phone"), "notification"))
                .hasMessageContaining("needs the consent of person:binh");
        consents.give(BINH, "notification", "Tờ khai trực tuyến", "2026-01", "account:binh");
        records.read("system", BINH, List.of("person.phone"), "notification");
        consents.withdraw(BINH, "notification", "Điện thoại", "canbo");

        assertThatThrownBy(() -> records.read("system", BINH, List.of("person.phone"), "notification"))
                .hasMessageContaining("took it back");
        assertThat(consents.of(BINH)).extracting(Consents.Consent::given).containsExactly(true, false);
        assertThat(audit.history(BINH.value()))
                .extracting(AuditEntry::action)
                .containsSequence("privacy.consent-given", "privacy.consent-withdrawn");
    }

    @Test
    void aFullNumberIsShownForAReasonOnlyAndTheReasonStays() {
        byte[] stored = numbers.encrypt("an", "046199001234");
        assertThatThrownBy(() ->
                        records.reveal("canbo", AN, "person.identity-number", "identity-check", " vì  ", () -> "x"))
                .hasMessageContaining("10 characters or more");
        String shown = records.reveal(
                "canbo",
                AN,
                "person.identity-number",
                "identity-check",
                "Đối chiếu căn cước tại quầy",
                () -> numbers.decrypt("an", stored));

        assertThat(shown).isEqualTo("046199001234");
        assertThat(records.of(AN, 1).get(0).kind()).isEqualTo(AccessRecords.Kind.REVEAL);
        assertThat(records.of(AN, 1).get(0).reason()).isEqualTo("Đối chiếu căn cước tại quầy");
        AuditEntry entry = audit.history(AN.value()).stream()
                .filter(one -> one.action().equals("privacy.revealed"))
                .findFirst()
                .orElseThrow();
        assertThat(entry.detail()).contains("Đối chiếu").doesNotContain("046199001234");
    }

    @Test
    void aValueThatCannotBeReadLeavesNoRecord() {
        int before = records.of(AN, 1_000).size();
        assertThatThrownBy(() -> records.reveal(
                        "canbo", AN, "person.identity-number", "identity-check", "Đối chiếu tại quầy", () -> {
                            throw new IllegalStateException("no such row");
                        }))
                .hasMessageContaining("no such row");

        assertThat(records.of(AN, 1_000)).hasSize(before);
    }

    @Test
    void erasingTellsWhatIsGoneAndWhatALawKeeps() {
        var holder = new Drawer();
        var erasure = new Erasure(jdbc, transactions, audit, RULES, List.of(holder), CLOCK);

        Erasure.Answer answer = erasure.erase(BINH, "canbo", "Yêu cầu ngày 23/11/2026", Locale.ENGLISH);

        assertThat(answer.erased()).isEqualTo(1);
        assertThat(answer.kept()).hasSize(1);
        assertThat(answer.kept().get(0)).contains("dossier 2", "Luật Lưu trữ", "05/03/2031");
        assertThat(holder.items).extracting(PersonalDataHolder.Item::reference).containsExactly("dossier 2");
        String remains = jdbc.sql("select remains from platform.privacy_erasure where item = 'report 1'")
                .query(String.class)
                .single();
        assertThat(remains)
                .isEqualTo("{\"date\":\"2020-01-01\",\"number\":\"01\",\"sha256\":\"ab\",\"type\":\"report\"}");
    }

    @Test
    void whatIsOverIsSweptByItsCategory() {
        var holder = new Drawer();
        var erasure = new Erasure(jdbc, transactions, audit, RULES, List.of(holder), CLOCK);

        assertThat(erasure.sweep()).containsExactly(Map.entry("field-report", 1));
        assertThat(erasure.sweep()).isEmpty();
        assertThat(audit.history("category:field-report")).hasSize(1);
    }

    @Test
    void aPersonGetsEverythingInOneFile() throws IOException {
        var holder = new Drawer();
        records.read("canbo", BINH, List.of("person.name"), "case-handling");
        var export = new SubjectExport(transactions, List.of(holder), records, consents, audit, CLOCK);
        var out = new ByteArrayOutputStream();
        export.write(BINH, "account:binh", "subject-request", out);

        Map<String, String> files = unzip(out.toByteArray());
        assertThat(files).containsOnlyKeys("data/drawer.json", "access.json", "consents.json", "manifest.json");
        assertThat(files.get("data/drawer.json")).contains("Trần Thị Bình", "dossier 2");
        assertThat(files.get("access.json")).contains("canbo", "EXPORT");
        assertThat(files.get("manifest.json")).contains("person:binh", "data/drawer.json");
    }

    @Test
    void aBreachHasItsClock() {
        var breaches = new Breaches(jdbc, transactions, audit, RULES, CLOCK);
        Breaches.Breach breach = breaches.record(NOW.minus(Duration.ofHours(1)), "USB bị mất", 12, "admin");

        assertThat(breach.dueAt()).isEqualTo(NOW.plus(Duration.ofHours(71)));
        assertThat(breaches.open()).extracting(Breaches.Breach::id).contains(breach.id());
        Breaches.Breach reported = breaches.report(breach.id(), "15/BC-STTTT", "admin");
        assertThat(reported.report().orElseThrow().reference()).isEqualTo("15/BC-STTTT");
        assertThat(breaches.open()).isEmpty();
        assertThatThrownBy(() -> breaches.report(breach.id(), "again", "admin"))
                .hasMessageContaining("not be reported yet");
        assertThatThrownBy(() -> breaches.record(NOW.plusSeconds(1), "x", 0, "admin"))
                .hasMessageContaining("found by now");
    }

    private static DataKeys keys() {
        try {
            return new DataKeys(jdbc, transactions, audit, CLOCK, MasterKeys.load(folder.resolve("keys")));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void withoutKey(String id) throws IOException {
        Path file = folder.resolve("keys");
        Files.write(
                file,
                Files.readAllLines(file).stream()
                        .filter(line -> !line.startsWith("key." + id + "="))
                        .toList());
    }

    private static Map<String, String> unzip(byte[] zip) throws IOException {
        var files = new HashMap<String, String>();
        try (var in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            ZipEntry entry = in.getNextEntry();
            while (entry != null) {
                files.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
                entry = in.getNextEntry();
            }
        }
        return files;
    }

    /** A feature with two things about Bình: a report that nothing keeps, and a dossier that the law does. */
    private static final class Drawer implements PersonalDataHolder {

        private final List<Item> items = new ArrayList<>(List.of(
                new Item("field-report", "report 1", LocalDate.of(2020, 1, 1), Map.of("person.name", "Trần Thị Bình")),
                new Item("dossier", "dossier 2", LocalDate.of(2021, 3, 5), Map.of("person.phone", "0905123456"))));

        @Override
        public String name() {
            return "drawer";
        }

        @Override
        public List<Item> about(SubjectId subject) {
            return subject.equals(BINH) ? List.copyOf(items) : List.of();
        }

        @Override
        public List<Erased> erase(SubjectId subject, LocalDate today) {
            var outcome = new ArrayList<Erased>();
            for (Item item : List.copyOf(items)) {
                RetentionRule rule = RULES.retention(item.category(), today).orElseThrow();
                LocalDate until = rule.keptUntil(item.since());
                boolean kept = until.isAfter(today);
                if (!kept) {
                    items.remove(item);
                }
                outcome.add(new Erased(
                        item.reference(),
                        !kept,
                        kept ? rule.law() : "",
                        kept ? until : today,
                        Map.of("number", "01", "type", "report", "date", "2020-01-01", "sha256", "ab")));
            }
            return outcome;
        }

        @Override
        public int eraseClosedBefore(String category, LocalDate day) {
            int before = items.size();
            items.removeIf(
                    item -> item.category().equals(category) && item.since().isBefore(day));
            return before - items.size();
        }
    }
}
