package vn.trangtien.platform.audit.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import vn.trangtien.platform.audit.AuditEntry;
import vn.trangtien.platform.audit.AuditVerdict;
import vn.trangtien.platform.audit.proof.Finding.Kind;
import vn.trangtien.platform.timestamping.Authority;
import vn.trangtien.platform.timestamping.TimestampTrust;

/** What somebody who owns the rows can do to them, and what the check says of it. */
class LogCheckTest {

    @TempDir
    static Path folder;

    private static Authority authority;

    /** Logs of one length are alike, so their anchors need to be stamped once only. */
    private static final Map<String, List<Anchor>> ANCHORS = new HashMap<>();

    @BeforeAll
    static void open() throws IOException {
        authority = Authority.open(folder, Clock.systemUTC());
    }

    @AfterAll
    static void close() {
        authority.close();
    }

    @Test
    void aLogThatNobodyTouchedIsWhole() throws Exception {
        MemoryLog log = anchored(40, 10);

        assertThat(check(log)).isInstanceOfSatisfying(AuditVerdict.Intact.class, intact -> {
            assertThat(intact.checked().entries()).isEqualTo(40);
            assertThat(intact.checked().anchors()).isEqualTo(4);
            assertThat(intact.checked().anchoredTo()).isEqualTo(40);
            assertThat(intact.checked().authorityTrusted()).isTrue();
        });
        assertThat(check(new MemoryLog())).as("no head").isInstanceOf(AuditVerdict.Broken.class);
    }

    @Test
    void entriesThatAreOnlyInANewerAnchorThanTheLogAreCutOff() throws Exception {
        MemoryLog log = anchored(40, 10);
        log.entries.subList(33, 40).clear();
        log.rechain(33);

        assertThat(first(log)).isEqualTo(new Finding(Kind.TRUNCATED, 34, 40, List.of("40", "31")));
    }

    @Test
    void anEndCutOffBeyondTheLastAnchorShowsInTheHead() throws Exception {
        MemoryLog log = anchored(15, 10);
        log.entries.remove(14);

        assertThat(first(log)).isEqualTo(new Finding(Kind.TRUNCATED, 15, 15, List.of("15", "15")));
    }

    @Test
    void anchorsKeptElsewhereCatchALogThatLostItsOwn() throws Exception {
        MemoryLog log = anchored(40, 10);
        List<Anchor> kept = List.copyOf(log.anchors);
        log.entries.subList(30, 40).clear();
        log.rechain(30);
        log.anchors.remove(3);

        assertThat(check(log)).isInstanceOf(AuditVerdict.Intact.class);
        assertThat(new LogCheck(authority.trust(), kept).check(log, done -> {}))
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.first().kind()).isEqualTo(Kind.TRUNCATED));
    }

    @Test
    void aChainComputedAnewDoesNotFitWhatWasStamped() throws Exception {
        MemoryLog log = anchored(40, 10);
        AuditEntry old = log.entries.get(16);
        log.entries.set(16, MemoryLog.with(old, 17, "somebody else", old.prevHash(), ""));
        log.rechain(16);

        assertThat(check(log)).isInstanceOfSatisfying(AuditVerdict.Broken.class, broken -> {
            assertThat(broken.findings()).hasSize(1);
            assertThat(broken.first().kind()).isEqualTo(Kind.REWRITTEN);
            assertThat(broken.first().fromSeq()).isEqualTo(11);
            assertThat(broken.first().toSeq()).isEqualTo(20);
        });
    }

    /** One case for each thing that can be done to one row. */
    static Stream<Tampering> tamperings() {
        return Stream.of(
                new Tampering("actor", Kind.CHANGED, log -> log.set(6, e -> e.actor("x"))),
                new Tampering("hash", Kind.CHANGED, log -> log.set(6, e -> e.hash("a".repeat(64)))),
                new Tampering("no hash at all", Kind.CHANGED, log -> log.set(6, e -> e.hash("?"))),
                new Tampering("previous hash", Kind.CHANGED, log -> log.set(6, e -> e.prevHash("a".repeat(64)))),
                new Tampering(
                        "actor and its hash",
                        Kind.CHANGED,
                        log -> log.set(6, e -> e.actor("x").rehash())),
                new Tampering(
                        "previous hash and its hash",
                        Kind.CHANGED,
                        log -> log.set(6, e -> e.prevHash("a".repeat(64)).rehash())),
                new Tampering("row gone", Kind.MISSING, log -> log.remove(6)),
                new Tampering(
                        "row gone, numbers closed up",
                        Kind.MISSING,
                        log -> log.remove(6).renumber()),
                new Tampering(
                        "row put in", Kind.INSERTED, log -> log.insert(6, "x").renumber()),
                new Tampering("row put in and chained", Kind.INSERTED, log -> log.insertChained(6)),
                new Tampering("neighbours swapped", Kind.REORDERED, log -> log.swap(6, 7)),
                new Tampering("rows far apart swapped", Kind.REORDERED, log -> log.swap(6, 15)),
                new Tampering("lines of a file swapped", Kind.REORDERED, log -> log.swapLines(6, 7)),
                new Tampering("number moved behind the end", Kind.CHANGED, log -> log.renumber(6, 1_007)),
                new Tampering("number moved before the beginning", Kind.CHANGED, log -> log.renumber(6, -5)),
                new Tampering("row twice", Kind.INSERTED, log -> log.twice(6)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tamperings")
    void theRowThatSomebodyTouchedIsNamedAndNoOther(Tampering tampering) throws Exception {
        for (int anchors : new int[] {0, 5, 20}) {
            MemoryLog log = anchors == 0 ? MemoryLog.of(20) : anchored(20, anchors);
            tampering.act().on(new Tamper(log));

            assertThat(check(log)).isInstanceOfSatisfying(AuditVerdict.Broken.class, broken -> {
                assertThat(broken.first().fromSeq()).as("%s", broken.findings()).isEqualTo(7);
                assertThat(broken.first().kind()).as("%s", broken.findings()).isEqualTo(tampering.kind());
                assertThat(broken.findings())
                        .as("nothing else is blamed")
                        .allMatch(found -> found.kind() == tampering.kind());
            });
        }
    }

    @Test
    void theLastRowIsNamedToo() throws Exception {
        for (Tampering tampering : tamperings().toList()) {
            boolean needsAnother = Set.of(Kind.REORDERED, Kind.INSERTED).contains(tampering.kind());
            if (needsAnother || tampering.name().contains("closed up")) {
                continue;
            }
            MemoryLog log = MemoryLog.of(7);
            tampering.act().on(new Tamper(log));

            assertThat(check(log))
                    .as(tampering.name())
                    .isInstanceOfSatisfying(
                            AuditVerdict.Broken.class,
                            broken -> assertThat(broken.first().fromSeq())
                                    .as("%s: %s", tampering, broken.findings())
                                    .isEqualTo(7));
        }
    }

    @Test
    void severalFaultsAreToldApart() throws Exception {
        MemoryLog log = MemoryLog.of(60);
        new Tamper(log)
                .set(3, e -> e.actor("x"))
                .set(20, e -> e.hash("b".repeat(64)))
                .remove(40);

        assertThat(check(log))
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.findings())
                                .extracting(Finding::fromSeq)
                                .containsExactly(4L, 21L, 41L));
    }

    @Test
    void aLogThatIsNothingButFaultsEndsSoon() throws Exception {
        MemoryLog log = MemoryLog.of(5_000);
        Collections.shuffle(log.entries, new Random(1));

        assertThat(check(log))
                .isInstanceOfSatisfying(
                        AuditVerdict.Broken.class,
                        broken -> assertThat(broken.findings()).hasSizeLessThanOrEqualTo(Findings.MOST));
    }

    /** Any change of any row, clumsy or clever: found. What is computed anew as a whole shows against the anchors. */
    @Test
    void nothingThatIsDoneAtRandomGoesUnnoticed() throws Exception {
        var random = new Random(20_261_122);
        List<Tampering> all = tamperings().toList();
        for (int round = 0; round < 100; round++) {
            int every = random.nextBoolean() ? 6 : 9;
            int size = 18 * (1 + random.nextInt(3));
            MemoryLog log = anchored(size, every);
            List<AuditEntry> before = List.copyOf(log.entries);
            Tampering tampering = all.get(random.nextInt(all.size()));
            tampering.act().on(new Tamper(log));
            if (random.nextBoolean()) {
                log.rechain(0);
            }
            AuditVerdict verdict = check(log);
            assertThat(verdict)
                    .as("round %d: %s, %d entries, anchors of %d", round, tampering.name(), size, every)
                    .isInstanceOf(log.entries.equals(before) ? AuditVerdict.Intact.class : AuditVerdict.Broken.class);
        }
    }

    @Test
    void everyFieldOfAnAnchorIsWatched() throws Exception {
        for (String field : List.of(
                "number", "fromSeq", "toSeq", "root", "lastHash", "prevDigest", "digest", "stampedAt", "token")) {
            MemoryLog log = anchored(30, 10);
            log.anchors.set(1, tampered(log.anchors.get(1), field));

            assertThat(check(log))
                    .as(field)
                    .isInstanceOfSatisfying(
                            AuditVerdict.Broken.class,
                            broken -> assertThat(broken.findings())
                                    .as(field)
                                    .extracting(Finding::kind)
                                    .containsAnyOf(Kind.ANCHOR_CHANGED, Kind.ANCHOR_MISSING));
        }
    }

    @Test
    void anAnchorTakenOutOfTheMiddleIsMissed() throws Exception {
        MemoryLog log = anchored(30, 10);
        log.anchors.remove(1);

        assertThat(first(log).kind()).isEqualTo(Kind.ANCHOR_MISSING);
    }

    @Test
    void anAnchorThatSomebodyStampedElsewhereIsNotBelieved(@TempDir Path other) throws Exception {
        MemoryLog log = MemoryLog.of(10);
        try (Authority forger = Authority.open(other, Clock.systemUTC())) {
            log.anchorEvery(10, digest -> forger.stamp(digest));
        }

        assertThat(first(log).kind()).isEqualTo(Kind.ANCHOR_CHANGED);
        assertThat(new LogCheck(TimestampTrust.ofAnybody(), List.of()).check(log, done -> {}))
                .isInstanceOfSatisfying(
                        AuditVerdict.Intact.class,
                        intact ->
                                assertThat(intact.checked().authorityTrusted()).isFalse());
    }

    @Test
    void everyFindingHasASentenceInBothLanguages() {
        for (Kind kind : Kind.values()) {
            var finding = new Finding(kind, 7, 9, List.of("a", "b", "c"));
            for (Locale language : List.of(Locale.ENGLISH, Locale.forLanguageTag("vi"))) {
                assertThat(finding.explain(language)).isNotBlank().doesNotContain("{");
            }
        }
    }

    private static Anchor tampered(Anchor a, String field) {
        return new Anchor(
                field.equals("number") ? 7 : a.number(),
                field.equals("fromSeq") ? a.fromSeq() + 1 : a.fromSeq(),
                field.equals("toSeq") ? a.toSeq() - 1 : a.toSeq(),
                field.equals("root") ? "c".repeat(64) : a.root(),
                field.equals("lastHash") ? "c".repeat(64) : a.lastHash(),
                field.equals("prevDigest") ? "c".repeat(64) : a.prevDigest(),
                field.equals("digest") ? "c".repeat(64) : a.digest(),
                field.equals("stampedAt") ? a.stampedAt().minusSeconds(1) : a.stampedAt(),
                field.equals("token") ? a.token().substring(4) : a.token());
    }

    private static MemoryLog anchored(int entries, int every) throws Exception {
        MemoryLog log = MemoryLog.of(entries);
        List<Anchor> known = ANCHORS.get(entries + "/" + every);
        if (known == null) {
            log.anchorEvery(every, digest -> authority.stamp(digest));
            ANCHORS.put(entries + "/" + every, List.copyOf(log.anchors));
        } else {
            log.anchors.addAll(known);
        }
        return log;
    }

    private static AuditVerdict check(MemoryLog log) throws IOException {
        return new LogCheck(authority.trust(), List.of()).check(log, done -> {});
    }

    private static Finding first(MemoryLog log) throws IOException {
        return ((AuditVerdict.Broken) check(log)).first();
    }
}
