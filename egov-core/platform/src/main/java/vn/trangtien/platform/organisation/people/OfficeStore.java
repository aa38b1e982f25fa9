package vn.trangtien.platform.organisation.people;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.Datasets;

/** The rows of {@code platform.appointment}, {@code delegation} and {@code mandate_end}; posts come from the data file. */
final class OfficeStore {

    /** The data file; see {@code platform/positions.yaml}. */
    record File(int version, String about, List<Collective> collectives, List<Position> positions)
            implements Datasets.Versioned {}

    /** What can end before its time. */
    enum Mandate {
        APPOINTMENT,
        DELEGATION
    }

    private static final String WITH_END = """
            select m.*, e.last_day, e.reason, e.decision_number as end_number, e.decision_date as end_date
            from platform.%s m left join platform.mandate_end e on e.kind = '%s' and e.mandate = m.id""";

    private final JdbcClient jdbc;
    private final File file;

    OfficeStore(JdbcClient jdbc, File file) {
        this.jdbc = jdbc;
        this.file = file;
    }

    OfficeBook load() {
        List<Appointment> appointments = jdbc.sql(WITH_END.formatted("appointment", Mandate.APPOINTMENT))
                .query((row, n) -> appointment(row))
                .list();
        List<Delegation> delegations = jdbc.sql(WITH_END.formatted("delegation", Mandate.DELEGATION))
                .query((row, n) -> delegation(row))
                .list();
        return new OfficeBook(file.positions(), file.collectives(), appointments, delegations);
    }

    long add(Appointment wanted, String actor, OffsetDateTime at) {
        return Objects.requireNonNull(jdbc.sql("""
                        insert into platform.appointment (unit_code, position_code, person_id, person_name, standing,
                               valid_from, valid_to, decision_number, decision_date, actor, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .param(wanted.unitCode())
                .param(wanted.positionCode())
                .param(wanted.person().id())
                .param(wanted.person().name())
                .param(wanted.standing().name())
                .param(wanted.validFrom())
                .param(wanted.validTo())
                .param(wanted.decision().number())
                .param(wanted.decision().date())
                .param(actor)
                .param(at)
                .query(Long.class)
                .single());
    }

    long add(Delegation wanted, String actor, OffsetDateTime at) {
        return Objects.requireNonNull(jdbc.sql("""
                        insert into platform.delegation (capacity, grantor, grantee, through, scope, document_types,
                               valid_from, valid_to, decision_number, decision_date, actor, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id""")
                .param(wanted.kind().name())
                .param(wanted.grantor())
                .param(wanted.grantee())
                .param(wanted.through())
                .param(wanted.scope())
                .param(wanted.documentTypes().toArray(String[]::new))
                .param(wanted.validFrom())
                .param(wanted.validTo())
                .param(wanted.decision().number())
                .param(wanted.decision().date())
                .param(actor)
                .param(at)
                .query(Long.class)
                .single());
    }

    /** @return false if somebody else ended it first */
    boolean end(Mandate kind, long mandate, Ending ending, String actor, OffsetDateTime at) {
        return jdbc.sql("""
                        insert into platform.mandate_end (kind, mandate, last_day, reason, decision_number, decision_date,
                               actor, at)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                kind.name(),
                                mandate,
                                ending.lastDay(),
                                ending.reason(),
                                ending.decision().number(),
                                ending.decision().date(),
                                actor,
                                at)
                        .update()
                == 1;
    }

    private static Appointment appointment(ResultSet row) throws SQLException {
        return new Appointment(
                row.getLong("id"),
                row.getString("unit_code"),
                row.getString("position_code"),
                new Person(row.getString("person_id"), row.getString("person_name")),
                Appointment.Standing.valueOf(row.getString("standing")),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                new Decision(row.getString("decision_number"), row.getObject("decision_date", LocalDate.class)),
                ending(row));
    }

    private static Delegation delegation(ResultSet row) throws SQLException {
        return new Delegation(
                row.getLong("id"),
                Delegation.Kind.valueOf(row.getString("capacity")),
                row.getLong("grantor"),
                row.getLong("grantee"),
                row.getObject("through", Long.class),
                row.getString("scope"),
                Set.of((String[]) row.getArray("document_types").getArray()),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                new Decision(row.getString("decision_number"), row.getObject("decision_date", LocalDate.class)),
                ending(row));
    }

    private static @Nullable Ending ending(ResultSet row) throws SQLException {
        LocalDate last = row.getObject("last_day", LocalDate.class);
        return last == null
                ? null
                : new Ending(
                        last,
                        row.getString("reason"),
                        new Decision(row.getString("end_number"), row.getObject("end_date", LocalDate.class)));
    }
}
