package vn.trangtien.box.bench.ingest;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import vn.trangtien.box.embedded.EmbeddedTimeSeries;
import vn.trangtien.sim.fleet.account.MessageAccount;
import vn.trangtien.sim.fleet.account.ProofNumber;
import vn.trangtien.sim.fleet.account.Reconciliation;
import vn.trangtien.sim.fleet.account.Stored;

/**
 * Asks the time-series store itself which messages it holds, past the ingest and its books. One connection for each question.
 *
 * @param port of the store's SQL
 */
public record StoreProof(int port, String password) {

    private static final String SQL = "SELECT account, gateway, value FROM observation" + " WHERE channel = '"
            + ProofNumber.CHANNEL + "' AND value > ? AND value < ?";

    private static final int ROWS_AT_A_TIME = 20_000;

    /** Without the password. */
    @Override
    public String toString() {
        return "StoreProof[" + port + "]";
    }

    /** Everything that the store holds of a run. */
    public Stored stored(long run) throws IOException {
        var stored = new Stored(run);
        try (Connection connection = connect()) {
            // Otherwise the driver would hold all rows at once.
            connection.setAutoCommit(false);
            try (PreparedStatement statement = connection.prepareStatement(SQL)) {
                statement.setFetchSize(ROWS_AT_A_TIME);
                statement.setDouble(1, ProofNumber.floorOf(run));
                statement.setDouble(2, ProofNumber.floorOf(run + 1));
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        stored.add(rows.getString(1) + "/" + rows.getString(2), rows.getDouble(3));
                    }
                }
            }
            return stored;
        } catch (SQLException e) {
            throw new IOException("the store on port %d cannot be read: %s".formatted(port, e.getMessage()), e);
        }
    }

    /** Compares as soon as nothing is missing, at the latest after that time; the store shows rows a moment after taking them. */
    public Reconciliation reconcile(MessageAccount account, Duration patience)
            throws IOException, InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            MessageAccount.Snapshot promised = account.snapshot();
            Reconciliation result = Reconciliation.of(promised, stored(account.run()));
            if (result.lost() == 0 || System.nanoTime() > until) {
                return result;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    Connection connect() throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", EmbeddedTimeSeries.USER);
        properties.setProperty("password", password);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:%d/qdb".formatted(port), properties);
    }
}
