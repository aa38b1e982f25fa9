package vn.trangtien.platform.calendar;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.database.Timestamps;

/**
 * Hands each confirmed list to each owner of open deadlines once: after a confirmation, and at the start for what was confirmed while the
 * owner was away.
 */
final class ReckonAnew implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(ReckonAnew.class);

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final CalendarStore store;
    private final Clock clock;
    private final Supplier<List<OpenDeadlines>> owners;

    ReckonAnew(
            JdbcClient jdbc,
            TransactionOperations transactions,
            CalendarStore store,
            Clock clock,
            Supplier<List<OpenDeadlines>> owners) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
        this.owners = owners;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        round();
    }

    /** Not inside a transaction: each owner gets one of its own. */
    void round() {
        for (OpenDeadlines owner : owners.get()) {
            try {
                for (YearList list : due(owner)) {
                    transactions.executeWithoutResult(status -> handOver(owner, list));
                }
            } catch (DataAccessException | TransactionException | IllegalStateException e) {
                LOG.error(
                        "owner={} event=reckoning-failed remedy=it is tried again at the next start", owner.owner(), e);
            }
        }
    }

    /** The lists in force that this owner has not had; replaced ones no longer matter. */
    private List<YearList> due(OpenDeadlines owner) {
        return jdbc.sql("""
                        select * from platform.calendar_list l
                        where not exists (select from platform.calendar_reckoned r where r.list = l.id and r.owner = :owner)
                          and not exists (select from platform.calendar_list n where n.year = l.year and n.id > l.id)
                        order by id""")
                .param("owner", owner.owner())
                .query((row, n) -> YearList.of(row, store))
                .list();
    }

    private void handOver(OpenDeadlines owner, YearList list) {
        int mine = jdbc.sql("""
                        insert into platform.calendar_reckoned (list, owner, changed, at) values (?, ?, 0, ?)
                        on conflict do nothing""")
                .params(list.id(), owner.owner(), Timestamps.toDatabase(Objects.requireNonNull(clock.instant())))
                .update();
        if (mine == 0) {
            return;
        }
        int changed = owner.reckonAnew(list);
        jdbc.sql("update platform.calendar_reckoned set changed = ? where list = ? and owner = ?")
                .params(changed, list.id(), owner.owner())
                .update();
        LOG.info(
                "owner={} list={} year={} changed={} event=reckoned-anew",
                owner.owner(),
                list.id(),
                list.year(),
                changed);
    }
}
