package vn.trangtien.ingest.fleet;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Thresholds of today, from the dated table. */
@Repository
public class Settings {

    /** One row. */
    public record Setting(String name, String scope, LocalDate validFrom, double value, String unit) {}

    /** The rows that count today. */
    static final class Today {

        private final Map<String, Double> values = new HashMap<>();

        Today(List<Setting> inForce) {
            inForce.forEach(setting -> values.put(setting.name() + "|" + setting.scope(), setting.value()));
        }

        /** The value for one gateway: its own, else its kind's, else the general one. */
        double of(String name, String account, String gateway, String kind) {
            Double own = values.get(name + "|gateway:" + account + "/" + gateway);
            Double kinds = values.get(name + "|kind:" + kind);
            return own != null ? own : kinds != null ? kinds : general(name);
        }

        double general(String name) {
            Double value = values.get(name + "|");
            if (value == null) {
                throw new IllegalStateException(
                        "table ingest.fleet_setting must hold a row named '%s' that is valid today, but has none"
                                .formatted(name));
            }
            return value;
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    public Settings(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All rows, those of the future as well. */
    public List<Setting> all() {
        return jdbc.sql("select name, scope, valid_from, value, unit from ingest.fleet_setting"
                        + " order by name, scope, valid_from")
                .query(Setting.class)
                .list();
    }

    Today today() {
        return new Today(jdbc.sql("select distinct on (name, scope) name, scope, valid_from, value, unit"
                        + " from ingest.fleet_setting where valid_from <= ? order by name, scope, valid_from desc")
                .param(LocalDate.now(clock))
                .query(Setting.class)
                .list());
    }
}
