package vn.trangtien.platform.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.trangtien.platform.database.Datasets;

/** The rows of {@code platform.org_unit}. */
final class OrganisationStore {

    /** The data file; see {@code platform/organisation.yaml}. */
    record File(int version, String about, List<Unit> units) implements Datasets.Versioned {}

    private final JdbcClient jdbc;

    OrganisationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void replace(File file) {
        new Organisation(file.units());
        jdbc.sql("delete from platform.org_unit").update();
        for (Unit unit : file.units()) {
            jdbc.sql("""
                            insert into platform.org_unit (code, valid_from, valid_to, parent_code, successor_code,
                                                           kind, abbreviation, name_vi, name_en, source)
                            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                    .param(unit.code())
                    .param(unit.validFrom())
                    .param(unit.validTo())
                    .param(unit.parentCode())
                    .param(unit.successorCode())
                    .param(unit.kind().name())
                    .param(unit.abbreviation())
                    .param(unit.nameVi())
                    .param(unit.nameEn())
                    .param(unit.source())
                    .update();
        }
    }

    Organisation load() {
        return new Organisation(jdbc.sql("select * from platform.org_unit")
                .query((row, n) -> unit(row))
                .list());
    }

    private static Unit unit(ResultSet row) throws SQLException {
        return new Unit(
                row.getString("code"),
                row.getString("name_vi"),
                row.getString("name_en"),
                row.getString("abbreviation"),
                Unit.Kind.valueOf(row.getString("kind")),
                row.getString("parent_code"),
                row.getObject("valid_from", LocalDate.class),
                row.getObject("valid_to", LocalDate.class),
                row.getString("successor_code"),
                row.getString("source"));
    }
}
