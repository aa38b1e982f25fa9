package vn.trangtien.box.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.gateway.spool.NewMessage;
import vn.trangtien.gateway.spool.Priority;
import vn.trangtien.gateway.spool.Spool;
import vn.trangtien.gateway.spool.SpoolException;
import vn.trangtien.gateway.spool.SpoolLimits;
import vn.trangtien.wire.ChannelReading;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraTopic;
import vn.trangtien.wire.Origin;
import vn.trangtien.wire.SpoolMark;
import vn.trangtien.wire.TelemetryMessage;

/** Messages of three channels into the spool, and the same bytes into a bare table with the same waits for the disk. */
final class SpoolSpeed {

    static final KuraTopic TOPIC = KuraTopic.telemetry("hue", "bench", "air");

    private static final SpoolLimits LIMITS = new SpoolLimits(400 << 20, Duration.ofDays(14));

    private final Path directory;
    private final Clock clock;
    private final int rows;
    private final int batch;

    SpoolSpeed(Path directory, Clock clock, int rows, int batch) {
        this.directory = directory;
        this.clock = clock;
        this.rows = rows;
        this.batch = batch;
    }

    Spool open() throws SpoolException {
        return Spool.open(directory.resolve("spool.db"), LIMITS, true, clock);
    }

    /** Rows a second. */
    double batches(Spool spool) throws SpoolException {
        long start = System.nanoTime();
        for (int first = 0; first < rows; first += batch) {
            List<NewMessage> some = new ArrayList<>(batch);
            for (int i = first; i < Math.min(rows, first + batch); i++) {
                some.add(new NewMessage(Priority.TELEMETRY, TOPIC, message(i).toPayload()));
            }
            spool.append(some);
        }
        return rows * 1e9 / (System.nanoTime() - start);
    }

    /** Rows a second, each with a wait for the disk of its own. */
    double oneByOne(Spool spool, int count) throws SpoolException {
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            spool.append(Priority.TELEMETRY, TOPIC, message(i).toPayload());
        }
        return count * 1e9 / (System.nanoTime() - start);
    }

    /**
     * The reference: what SQLite does if nobody numbers, encodes, counts or makes room.
     *
     * @return rows a second
     */
    double plain() throws SQLException {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            payloads.add(KuraCodec.encode(
                    new SpoolMark("5a0f2c36-9f3a-4b52-8a54-0f4f6ad3c1de", rows + i)
                            .on(message(i).toPayload()),
                    true));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("plain.db"));
                Statement sql = connection.createStatement()) {
            sql.execute("PRAGMA journal_mode=WAL");
            sql.execute("PRAGMA synchronous=FULL");
            sql.execute("PRAGMA wal_autocheckpoint=256");
            sql.execute(
                    "CREATE TABLE message (seq INTEGER PRIMARY KEY, priority INTEGER, size INTEGER, appended_ms INTEGER, topic TEXT, payload BLOB)");
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO message VALUES (?, ?, ?, ?, ?, ?)")) {
                for (int i = 0; i < rows; i++) {
                    byte[] payload = payloads.get(i % batch);
                    insert.setLong(1, i + 1L);
                    insert.setInt(2, Priority.TELEMETRY.code());
                    insert.setLong(3, payload.length);
                    insert.setLong(4, clock.millis());
                    insert.setString(5, TOPIC.name());
                    insert.setBytes(6, payload);
                    insert.executeUpdate();
                    if ((i + 1) % batch == 0) {
                        connection.commit();
                    }
                }
                connection.commit();
            }
            return rows * 1e9 / (System.nanoTime() - start);
        }
    }

    private TelemetryMessage message(int i) {
        Instant at = clock.instant();
        return new TelemetryMessage(
                "air",
                List.of(
                        reading("temperature", 20 + i % 1_000 / 100.0, "Cel", at),
                        reading("humidity", 60 + i % 777 / 50.0, "%", at),
                        reading("pressure", 100_800 + i % 333, "Pa", at)),
                Optional.of(at),
                new Origin(true, true));
    }

    private static ChannelReading reading(String channel, double value, String unit, Instant at) {
        return new ChannelReading(channel, OptionalDouble.of(value), Optional.of(at), unit, "GOOD", Optional.empty());
    }
}
