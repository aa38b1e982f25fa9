package vn.trangtien.platform.numbering;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.Timestamps;
import vn.trangtien.platform.numbering.RegisterEntry.Cancelled;
import vn.trangtien.platform.numbering.RegisterEntry.Medium;
import vn.trangtien.platform.numbering.RegisterEntry.State;

/** The rows of {@code platform.number_book} and {@code platform.number_register}. */
final class RegisterStore {

    /** How far a sequence has come. */
    record Count(long first, long last) {}

    private final JdbcClient jdbc;

    RegisterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The next number; its row stays locked until the transaction ends. */
    long next(String book, int year) {
        return Objects.requireNonNull(
                jdbc.sql("""
                        insert into platform.number_book as b (book, year, last) values (?, ?, 1)
                        on conflict (book, year) do update set last = b.last + 1
                        returning last""").params(book, year).query(Long.class).single());
    }

    /** Locked until the transaction ends. */
    Optional<Count> count(String book, int year) {
        return jdbc.sql("select first, last from platform.number_book where book = ? and year = ? for update")
                .params(book, year)
                .query(Count.class)
                .optional();
    }

    /** @return whether the sequence had not begun */
    boolean begin(String book, int year, long last) {
        return jdbc.sql("""
                        insert into platform.number_book (book, year, first, last) values (?, ?, ?, ?)
                        on conflict (book, year) do nothing""").params(book, year, last + 1, last).update() == 1;
    }

    void add(RegisterEntry entry, boolean outgoing) {
        jdbc.sql("""
                        insert into platform.number_register (book, year, number, agency, text, outgoing, type, day, state,
                               medium, subject, given_by, given_at, reason, reserved_until)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(entry.book())
                .param(entry.year())
                .param(entry.number())
                .param(entry.agency())
                .param(entry.text())
                .param(outgoing)
                .param(entry.type())
                .param(entry.day())
                .param(entry.state().name())
                .param(entry.medium().name())
                .param(entry.subject())
                .param(entry.givenBy())
                .param(Timestamps.toDatabase(entry.givenAt()))
                .param(entry.reason())
                .param(entry.reservedUntil().orElse(null))
                .update();
    }

    Optional<RegisterEntry> lock(String book, int year, long number) {
        return jdbc.sql("""
                        select * from platform.number_register where book = ? and year = ? and number = ?
                        for update""")
                .params(book, year, number)
                .query((row, n) -> entry(row))
                .optional();
    }

    Optional<RegisterEntry> find(String agency, int year, String text) {
        return jdbc.sql("""
                        select * from platform.number_register
                        where agency = ? and year = ? and text = ? and outgoing""")
                .params(agency, year, text)
                .query((row, n) -> entry(row))
                .optional();
    }

    void use(RegisterEntry reserved, String subject, String by, Instant at) {
        jdbc.sql("""
                        update platform.number_register set state = 'USED', subject = ?, given_by = ?, given_at = ?
                        where book = ? and year = ? and number = ?""")
                .params(subject, by, Timestamps.toDatabase(at), reserved.book(), reserved.year(), reserved.number())
                .update();
    }

    void cancel(RegisterEntry entry, String why, String by, Instant at) {
        jdbc.sql("""
                        update platform.number_register
                        set state = 'CANCELLED', cancelled_why = ?, cancelled_by = ?, cancelled_at = ?
                        where book = ? and year = ? and number = ?""")
                .params(why, by, Timestamps.toDatabase(at), entry.book(), entry.year(), entry.number())
                .update();
    }

    List<RegisterEntry> reservedBefore(LocalDate day) {
        return jdbc.sql("""
                        select * from platform.number_register where state = 'RESERVED' and reserved_until < ?
                        order by book, year, number for update skip locked""").param(day).query((row, n) -> entry(row)).list();
    }

    List<RegisterEntry> list(String book, int year, long after, int most) {
        return jdbc.sql("""
                        select * from platform.number_register where book = ? and year = ? and number > ?
                        order by number limit ?""")
                .params(book, year, after, most)
                .query((row, n) -> entry(row))
                .list();
    }

    List<Long> gaps(String book, int year) {
        return jdbc.sql("""
                        select n from platform.number_book b, generate_series(b.first, b.last) n
                        where b.book = ? and b.year = ? and not exists (
                            select from platform.number_register r
                            where r.book = b.book and r.year = b.year and r.number = n)
                        order by n""").params(book, year).query(Long.class).list();
    }

    private static RegisterEntry entry(ResultSet row) throws SQLException {
        return new RegisterEntry(
                row.getString("book"),
                row.getInt("year"),
                row.getLong("number"),
                row.getString("agency"),
                row.getString("text"),
                row.getString("type"),
                row.getObject("day", LocalDate.class),
                State.valueOf(row.getString("state")),
                Medium.valueOf(row.getString("medium")),
                row.getString("subject"),
                row.getString("given_by"),
                Timestamps.fromDatabase(row, "given_at"),
                row.getString("reason"),
                Optional.ofNullable(row.getObject("reserved_until", LocalDate.class)),
                cancelled(row));
    }

    private static Optional<Cancelled> cancelled(ResultSet row) throws SQLException {
        Instant at = Timestamps.fromNullable(row, "cancelled_at");
        return at == null
                ? Optional.empty()
                : Optional.of(new Cancelled(row.getString("cancelled_by"), at, row.getString("cancelled_why")));
    }
}
