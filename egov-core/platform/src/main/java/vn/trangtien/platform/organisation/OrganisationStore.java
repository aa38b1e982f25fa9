package vn.trangtien.platform.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.platform.database.Datasets;

/** The rows of {@code platform.org_*}: data sets, and the changes on top of them. */
final class OrganisationStore {

    /** The data file; see {@code platform/organisation.yaml}. */
    record File(int version, String about, @Nullable List<Level> levels, List<Row> units)
            implements Datasets.Versioned {

        List<Level> allLevels() {
            return levels == null ? List.of() : levels;
        }

        List<Unit> allUnits() {
            return units.stream().map(Row::unit).toList();
        }
    }

    /** A unit as a file writes it: {@code successorCode} for one, {@code successors} for a split. */
    record Row(
            String code,
            String nameVi,
            String nameEn,
            String abbreviation,
            Unit.Kind kind,
            @Nullable String level,
            @Nullable String parentCode,
            LocalDate validFrom,
            @Nullable LocalDate validTo,
            @Nullable String successorCode,
            @Nullable List<Successor> successors,
            @Nullable List<Alias> aliases,
            String source) {

        Unit unit() {
            var heirs = new ArrayList<Successor>(successors == null ? List.of() : successors);
            if (successorCode != null) {
                heirs.add(Successor.ofAll(successorCode));
            }
            return new Unit(
                    code,
                    nameVi,
                    nameEn,
                    abbreviation,
                    kind,
                    level,
                    parentCode,
                    validFrom,
                    validTo,
                    heirs,
                    aliases == null ? List.of() : aliases,
                    source);
        }
    }

    private record Period(String code, LocalDate validFrom) {}

    private record Stored<T>(Period period, T value) {}

    private static final Logger LOG = LoggerFactory.getLogger(OrganisationStore.class);

    private final JdbcClient jdbc;

    OrganisationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The tree of some data files together. */
    static UnitTree read(List<? extends Resource> files) {
        List<File> read =
                files.stream().map(file -> Datasets.read(file, File.class)).toList();
        return new UnitTree(
                read.stream().flatMap(file -> file.allUnits().stream()).toList(),
                read.stream().flatMap(file -> file.allLevels().stream()).toList());
    }

    /** Brings the rows of one data set to what its file says; those of other sets stay. */
    void replace(String dataset, File file) {
        jdbc.sql("delete from platform.org_level where dataset = ?")
                .param(dataset)
                .update();
        jdbc.sql("delete from platform.org_unit where dataset = ?")
                .param(dataset)
                .update();
        file.allLevels().forEach(level -> insert(dataset, level));
        file.allUnits().forEach(unit -> insert(dataset, unit));
    }

    private void insert(String dataset, Level level) {
        jdbc.sql("""
                        insert into platform.org_level (code, rank, name_vi, name_en, valid_from, valid_to, source, dataset)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(level.code())
                .param(level.rank())
                .param(level.nameVi())
                .param(level.nameEn())
                .param(level.validFrom())
                .param(level.validTo())
                .param(level.source())
                .param(dataset)
                .update();
    }

    private void insert(String dataset, Unit unit) {
        jdbc.sql("""
                        insert into platform.org_unit (code, valid_from, valid_to, parent_code, kind, level, abbreviation,
                                                       name_vi, name_en, source, dataset)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(unit.code())
                .param(unit.validFrom())
                .param(unit.validTo())
                .param(unit.parentCode())
                .param(unit.kind().name())
                .param(unit.level())
                .param(unit.abbreviation())
                .param(unit.nameVi())
                .param(unit.nameEn())
                .param(unit.source())
                .param(dataset)
                .update();
        for (Successor heir : unit.successors()) {
            jdbc.sql("""
                            insert into platform.org_successor (code, valid_from, successor_code, share_vi, share_en)
                            values (?, ?, ?, ?, ?)""")
                    .params(unit.code(), unit.validFrom(), heir.code(), heir.shareVi(), heir.shareEn())
                    .update();
        }
        for (Alias alias : unit.aliases()) {
            jdbc.sql("insert into platform.org_alias (code, valid_from, alias, scheme, source) values (?, ?, ?, ?, ?)")
                    .params(
                            unit.code(),
                            unit.validFrom(),
                            alias.code(),
                            alias.scheme().name(),
                            alias.source())
                    .update();
        }
    }

    /** The tree of the data sets with all changes; one that no longer fits is left out and reported. */
    UnitTree load() {
        UnitTree tree = new UnitTree(units(), levels());
        for (Recorded recorded : changes()) {
            try {
                if (UnitChanges.problem(tree, recorded.change()).isEmpty()) {
                    tree = UnitChanges.apply(tree, recorded.change());
                    continue;
                }
            } catch (IllegalArgumentException e) {
                LOG.debug("change={} event=refused", recorded.id(), e);
            }
            LOG.warn(
                    "change={} unit={} event=does-not-fit remedy=record it again to suit the new data set",
                    recorded.id(),
                    recorded.change().code());
        }
        return tree;
    }

    /** A change as it is stored. */
    record Recorded(long id, UnitChange change) {}

    private List<Recorded> changes() {
        return jdbc.sql("select id, kind, detail::text as detail from platform.org_change order by id")
                .query((row, n) -> new Recorded(row.getLong("id"), change(row)))
                .list();
    }

    void add(UnitChange change, String basis, String actor, OffsetDateTime at) {
        jdbc.sql("""
                        insert into platform.org_change (kind, code, day, detail, basis, actor, at)
                        values (?, ?, ?, ?::jsonb, ?, ?, ?)""")
                .params(
                        Kind.of(change).name(),
                        change.code(),
                        change.day(),
                        JsonMapper.shared().writeValueAsString(change),
                        basis,
                        actor,
                        at)
                .update();
    }

    private enum Kind {
        OPEN(UnitChange.Open.class),
        ALTER(UnitChange.Alter.class),
        CLOSE(UnitChange.Close.class),
        DECIDE(UnitChange.Decide.class),
        ALIAS(UnitChange.AddAlias.class);

        private final Class<? extends UnitChange> type;

        Kind(Class<? extends UnitChange> type) {
            this.type = type;
        }

        static Kind of(UnitChange change) {
            for (Kind kind : values()) {
                if (kind.type.isInstance(change)) {
                    return kind;
                }
            }
            throw new IllegalArgumentException("change of kind " + change.getClass() + " has no name in the database");
        }
    }

    private static UnitChange change(ResultSet row) throws SQLException {
        return JsonMapper.shared().readValue(row.getString("detail"), Kind.valueOf(row.getString("kind")).type);
    }

    private List<Level> levels() {
        return jdbc.sql("select * from platform.org_level order by rank, valid_from")
                .query((row, n) -> new Level(
                        row.getString("code"),
                        row.getInt("rank"),
                        row.getString("name_vi"),
                        row.getString("name_en"),
                        row.getObject("valid_from", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class),
                        row.getString("source")))
                .list();
    }

    private List<Unit> units() {
        Map<Period, List<Successor>> heirs = grouped(
                "select * from platform.org_successor order by successor_code",
                row -> new Successor(
                        row.getString("successor_code"), row.getString("share_vi"), row.getString("share_en")));
        Map<Period, List<Alias>> aliases = grouped(
                "select * from platform.org_alias order by alias",
                row -> new Alias(
                        row.getString("alias"),
                        Alias.Scheme.valueOf(row.getString("scheme")),
                        row.getString("source")));
        return jdbc.sql("select * from platform.org_unit")
                .query((row, n) -> unit(row, heirs, aliases))
                .list();
    }

    @FunctionalInterface
    private interface Reading<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> Map<Period, List<T>> grouped(String sql, Reading<T> reading) {
        return jdbc.sql(sql).query((row, n) -> new Stored<>(period(row), reading.of(row))).list().stream()
                .collect(Collectors.groupingBy(Stored::period, Collectors.mapping(Stored::value, Collectors.toList())));
    }

    private static Period period(ResultSet row) throws SQLException {
        return new Period(row.getString("code"), row.getObject("valid_from", LocalDate.class));
    }

    private static Unit unit(ResultSet row, Map<Period, List<Successor>> heirs, Map<Period, List<Alias>> aliases)
            throws SQLException {
        Period period = period(row);
        return new Unit(
                period.code(),
                row.getString("name_vi"),
                row.getString("name_en"),
                row.getString("abbreviation"),
                Unit.Kind.valueOf(row.getString("kind")),
                row.getString("level"),
                row.getString("parent_code"),
                period.validFrom(),
                row.getObject("valid_to", LocalDate.class),
                Objects.requireNonNull(heirs.getOrDefault(period, List.of())),
                Objects.requireNonNull(aliases.getOrDefault(period, List.of())),
                row.getString("source"));
    }
}
