package vn.trangtien.ingest.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.trangtien.platform.text.VietnameseText;

/**
 * Which gateways are meant; what is null or empty does not narrow.
 *
 * @param q words of which each must be in the name or the id, with or without diacritics
 * @param state {@code NEVER_SEEN}, {@code ONLINE}, {@code OFFLINE} or {@code MISSING}
 * @param software version that the gateway reports
 * @param alarm kind of an open alarm, or {@code any}
 * @param gateways ids
 */
public record FleetFilter(
        @Nullable String q,
        @Nullable String account,
        @Nullable String state,
        @Nullable String kind,
        @Nullable String software,
        @Nullable Boolean drift,
        @Nullable String alarm,
        @Nullable List<String> gateways) {

    /** Every gateway. */
    public static final FleetFilter ALL = new FleetFilter(null, null, null, null, null, null, null, null);

    private static final int MAX_WORDS = 8;
    private static final int MAX_TEXT = 200;

    public FleetFilter {
        gateways = gateways == null ? List.of() : List.copyOf(gateways);
        if (q != null && q.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    "q must have at most %d characters, but has %d".formatted(MAX_TEXT, q.length()));
        }
    }

    /** The same, narrowed to one state. */
    public FleetFilter inState(String wanted) {
        return new FleetFilter(q, account, wanted, kind, software, drift, alarm, gateways);
    }

    /** A condition over the tables {@code g}, {@code r} and {@code t} of {@link FleetList}, and its parameters. */
    Where where() {
        List<String> conditions = new ArrayList<>();
        Map<String, Object> parameters = new HashMap<>();
        String[] words =
                VietnameseText.fold(Objects.requireNonNullElse(q, "")).strip().split("\\s+", MAX_WORDS);
        for (int i = 0; i < words.length; i++) {
            if (!words[i].isEmpty()) {
                conditions.add("g.folded like :word" + i);
                parameters.put("word" + i, "%" + words[i].replaceAll("([%_\\\\])", "\\\\$1") + "%");
            }
        }
        equal(conditions, parameters, "g.account", "account", account);
        equal(conditions, parameters, "g.state", "state", state);
        equal(conditions, parameters, "g.kind", "kind", kind);
        equal(conditions, parameters, "r.software", "software", software);
        if (drift != null) {
            conditions.add("(" + FleetList.DRIFT + ") = :drift");
            parameters.put("drift", drift);
        }
        if (alarm != null && !alarm.isEmpty()) {
            boolean any = alarm.equals("any");
            conditions.add("exists (select 1 from ingest.fleet_alarm o where o.account = g.account"
                    + " and o.gateway = g.gateway and o.cleared_at is null" + (any ? ")" : " and o.kind = :alarm)"));
            if (!any) {
                parameters.put("alarm", alarm);
            }
        }
        if (gateways != null && !gateways.isEmpty()) {
            conditions.add("g.gateway in (:gateways)");
            parameters.put("gateways", gateways);
        }
        return new Where(conditions.isEmpty() ? "true" : String.join(" and ", conditions), parameters);
    }

    /** SQL that holds no text of a user, and the texts beside it. */
    record Where(String condition, Map<String, Object> parameters) {}

    private static void equal(
            List<String> conditions,
            Map<String, Object> parameters,
            String column,
            String name,
            @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            conditions.add(column + " = :" + name);
            parameters.put(name, value);
        }
    }
}
