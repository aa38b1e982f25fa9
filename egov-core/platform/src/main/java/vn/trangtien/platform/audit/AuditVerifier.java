package vn.trangtien.platform.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.LongConsumer;
import javax.sql.DataSource;
import vn.trangtien.platform.audit.proof.LogCheck;
import vn.trangtien.platform.timestamping.TimestampTrust;

/**
 * Recomputes the audit log of a database, with its anchors, and names the first entry that does not fit. Needs no Spring context;
 * may run while services write, because it looks at one snapshot.
 *
 * <p>Neither a chain nor anchors beside it can show that everything from some moment on was removed together. Compare
 * {@code lastHash}, or give {@link LogCheck} anchors that were kept elsewhere, for that.
 */
public final class AuditVerifier {

    private final DataSource dataSource;
    private final TimestampTrust trust;

    /** Checks without knowing whose time stamps to believe. */
    public AuditVerifier(DataSource dataSource) {
        this(dataSource, TimestampTrust.ofAnybody());
    }

    public AuditVerifier(DataSource dataSource, TimestampTrust trust) {
        this.dataSource = dataSource;
        this.trust = trust;
    }

    /** @throws UncheckedIOException if the database cannot be read */
    public AuditVerdict verify() {
        return verify(entries -> {});
    }

    /** @param progress hears now and then how many entries have been read */
    public AuditVerdict verify(LongConsumer progress) {
        try (Connection connection = dataSource.getConnection();
                var log = new DatabaseLog(connection)) {
            return new LogCheck(trust, List.of()).check(log, progress);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the audit log cannot be read: " + e.getMessage(), e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
