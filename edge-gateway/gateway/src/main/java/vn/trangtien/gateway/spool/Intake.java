package vn.trangtien.gateway.spool;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Brings messages onto the disk, those that had to wait in memory for it first. Under the lock of the spool. */
final class Intake {

    private final Appender appender;
    private final Shelter shelter;

    Intake(Appender appender, Shelter shelter) {
        this.appender = appender;
        this.shelter = shelter;
    }

    /** First what waits in memory, since it is older, then the batch; the batch alone if there is no room for both. */
    Appender.Stored store(List<Outgoing> batch, Tally before, Appender.Also also) throws SQLException, SpoolException {
        Map<Long, Outgoing> moving = shelter.movable();
        if (!moving.isEmpty()) {
            List<Outgoing> all = new ArrayList<>(moving.values());
            all.addAll(batch);
            try {
                Appender.Stored stored = appender.store(all, before, also);
                moving.keySet().forEach(shelter::remove);
                return new Appender.Stored(stored.tally(), stored.numbers().subList(moving.size(), all.size()));
            } catch (SQLException e) {
                if (!SpoolFile.isFull(e)) {
                    throw e;
                }
            }
        }
        return appender.store(batch, before, also);
    }
}
