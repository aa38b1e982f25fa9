package vn.trangtien.gateway.spool;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.SpoolMark;

/** A spool of the first release, as it lies on gateways in the field. */
class SpoolMigrationTest {

    private static final String ID = "5a0f2c36-9f3a-4b52-8a54-0f4f6ad3c1de";
    private static final KuraTopic RIVER = KuraTopic.telemetry("hue", "gw-1", "river");
    private static final SpoolLimits LIMITS = new SpoolLimits(1 << 20, Duration.ofDays(14));

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock();

    /** Word for word what the first release did. */
    @BeforeEach
    void makeAnOldSpool() throws Exception {
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement sql = old.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("""
                    CREATE TABLE IF NOT EXISTS spool (
                        one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL, appended INTEGER NOT NULL,
                        delivered INTEGER NOT NULL, evicted INTEGER NOT NULL, rejected INTEGER NOT NULL,
                        displaced INTEGER NOT NULL)""");
            sql.execute("""
                    CREATE TABLE IF NOT EXISTS message (
                        seq INTEGER PRIMARY KEY, priority INTEGER NOT NULL, size INTEGER NOT NULL,
                        appended_ms INTEGER NOT NULL, topic TEXT NOT NULL, payload BLOB NOT NULL)""");
            sql.execute("CREATE INDEX IF NOT EXISTS message_order ON message (priority, seq, size)");
            sql.execute("INSERT OR IGNORE INTO spool VALUES (1, '" + ID + "', 7, 4, 1, 0, 2)");
            insert(old, 5, 5);
            insert(old, 7, 2);
        }
    }

    private void insert(Connection old, long seq, int priority) throws Exception {
        try (PreparedStatement sql = old.prepareStatement(
                "INSERT INTO message (seq, priority, size, appended_ms, topic, payload) VALUES (?, ?, ?, ?, ?, ?)")) {
            byte[] payload = KuraCodec.encode(new SpoolMark(ID, seq)
                    .on(KuraPayload.builder().timestampMs(1).build()));
            sql.setLong(1, seq);
            sql.setInt(2, priority);
            sql.setLong(3, payload.length + RIVER.name().length() + 64);
            sql.setLong(4, clock.millis());
            sql.setString(5, RIVER.name());
            sql.setBytes(6, payload);
            sql.executeUpdate();
        }
    }

    @Test
    void anOldSpoolIsContinued() throws Exception {
        try (Spool spool = Spool.open(file(), LIMITS, false, clock.boot("one"))) {
            assertThat(spool.id()).isEqualTo(ID);
            assertThat(spool.counters())
                    .returns(7L, SpoolCounters::appended)
                    .returns(4L, SpoolCounters::delivered)
                    .returns(2L, SpoolCounters::depth)
                    .returns(2L, SpoolCounters::displaced);
            assertThat(SpoolNumbers.next(spool, 10)).containsExactly(7L, 5L);
            assertThat(spool.append(
                            Priority.TELEMETRY, RIVER, KuraPayload.builder().build()))
                    .hasValue(8);
            assertThat(spool.correctClock((payload, by) -> payload)).isZero();
        }
    }

    @Test
    void oldMessagesGrowOldFromWhereTheyWere() throws Exception {
        clock.advance(Duration.ofDays(13));
        try (Spool spool = Spool.open(file(), LIMITS, false, clock.boot("one"))) {
            assertThat(spool.expire()).isZero();
            clock.advance(Duration.ofDays(2));
            assertThat(spool.expire()).isEqualTo(2);
        }
    }

    @Test
    void theFirstReleaseCanReadAndWriteItAgainAfterARollback() throws Exception {
        try (Spool spool = Spool.open(file(), LIMITS, false, clock.boot("one"))) {
            spool.append(Priority.TELEMETRY, RIVER, KuraPayload.builder().build());
            spool.appendUnnumbered(RIVER, KuraPayload.builder().build());
        }

        makeAnOldSpoolOpenAgain();

        try (Spool spool = Spool.open(file(), LIMITS, false, clock.boot("one"))) {
            assertThat(spool.counters().appended()).isEqualTo(9);
            assertThat(SpoolNumbers.next(spool, 10)).contains(5L, 7L, 8L, 9L);
        }
    }

    private void makeAnOldSpoolOpenAgain() throws Exception {
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + file());
                Statement sql = old.createStatement()) {
            sql.execute("INSERT OR IGNORE INTO spool VALUES (1, 'another', 0, 0, 0, 0, 0)");
            insert(old, 9, 5);
            sql.execute("UPDATE spool SET appended = 9, delivered = 4, evicted = 1, rejected = 0, displaced = 2");
        }
    }

    private Path file() {
        return directory.resolve("spool.db");
    }
}
