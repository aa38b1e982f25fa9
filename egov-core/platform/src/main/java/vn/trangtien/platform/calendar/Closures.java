package vn.trangtien.platform.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;
import vn.trangtien.platform.audit.AuditLog;
import vn.trangtien.platform.database.Revised;
import vn.trangtien.platform.database.Timestamps;

/** Closures of single units, as people record and withdraw them. Thread-safe. */
public final class Closures {

    /** A closure with its number. */
    public record Recorded(long id, Closure closure, String actor) {}

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Revised<DayBook> book;
    private final AuditLog audit;
    private final Clock clock;

    Closures(JdbcClient jdbc, TransactionOperations transactions, Revised<DayBook> book, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.book = book;
        this.audit = audit;
        this.clock = clock;
    }

    /** The closures that count and touch the year, in order. */
    public List<Recorded> of(int year) {
        return jdbc.sql("""
                        select * from platform.calendar_closure c
                        where first_day <= :last and last_day >= :first
                          and not exists (select from platform.calendar_closure_end e where e.closure = c.id)
                        order by first_day, id""")
                .param("first", LocalDate.of(year, 1, 1))
                .param("last", LocalDate.of(year, 12, 31))
                .query((row, n) -> new Recorded(row.getLong("id"), closure(row), row.getString("actor")))
                .list();
    }

    /** Records a closure. */
    public long record(Closure closure, String actor) {
        return Objects.requireNonNull(transactions.execute(status -> {
            Long id = jdbc.sql("""
                            insert into platform.calendar_closure (unit_code, first_day, last_day, reason_vi, reason_en,
                                                                   basis, actor, at)
                            values (?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                    .params(
                            closure.unitCode(),
                            closure.from(),
                            closure.to(),
                            closure.reasonVi(),
                            closure.reasonEn(),
                            closure.basis(),
                            actor,
                            Timestamps.toDatabase(clock.instant()))
                    .query(Long.class)
                    .single();
            book.changed();
            var facts = new LinkedHashMap<String, String>();
            facts.put("closure", Long.toString(id));
            facts.put("from", closure.from().toString());
            facts.put("to", closure.to().toString());
            facts.put("reason", closure.reasonVi());
            facts.put("basis", closure.basis());
            audit.append(actor, "calendar.closed", "unit:" + closure.unitCode(), facts);
            return id;
        }));
    }

    /** Withdraws a closure; nothing happens if it was withdrawn already. */
    public void withdraw(Recorded closure, String reason, String actor) {
        transactions.executeWithoutResult(status -> {
            int ended = jdbc.sql("""
                            insert into platform.calendar_closure_end (closure, reason, actor, at) values (?, ?, ?, ?)
                            on conflict do nothing""")
                    .params(closure.id(), reason, actor, Timestamps.toDatabase(clock.instant()))
                    .update();
            if (ended == 1) {
                book.changed();
                audit.append(
                        actor,
                        "calendar.closure.withdrawn",
                        "unit:" + closure.closure().unitCode(),
                        Map.of("closure", Long.toString(closure.id()), "reason", reason));
            }
        });
    }

    static Closure closure(ResultSet row) throws SQLException {
        return new Closure(
                row.getString("unit_code"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getString("reason_vi"),
                row.getString("reason_en"),
                row.getString("basis"));
    }
}
