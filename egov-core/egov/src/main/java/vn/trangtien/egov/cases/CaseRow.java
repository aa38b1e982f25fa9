package vn.trangtien.egov.cases;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.database.Timestamps;

/** A row of {@code egov.case_file} as a case. */
final class CaseRow {

    private CaseRow() {}

    static Case map(ResultSet row, int n) throws SQLException {
        var brief = new Brief(
                row.getString("idempotency_key"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("description"),
                row.getString("place"),
                row.getString("source_link"),
                row.getString("requested_by"));
        var unit = new ResponsibleUnit(
                row.getString("unit_code"), row.getString("unit_name_vi"), row.getString("unit_name_en"));
        var deadline = new Deadline(
                row.getInt("working_days"),
                row.getObject("due_date", LocalDate.class),
                row.getString("due_explanation_vi"),
                row.getString("due_explanation_en"));
        return Case.restore(
                row.getString("number"),
                brief,
                unit,
                deadline,
                Timestamps.fromDatabase(row, "opened_at"),
                closure(row));
    }

    private static @Nullable Closure closure(ResultSet row) throws SQLException {
        Instant at = Timestamps.fromNullable(row, "closed_at");
        return at == null ? null : new Closure(row.getString("closed_by"), row.getString("result"), at);
    }
}
