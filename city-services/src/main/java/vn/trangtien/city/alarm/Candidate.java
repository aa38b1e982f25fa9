package vn.trangtien.city.alarm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import vn.trangtien.city.alarm.core.Rule;
import vn.trangtien.city.alarm.core.Text;

/**
 * A value that a rule is to judge.
 *
 * @param value in the rule's unit, finite
 * @param message what whoever reported it says in words; an open alarm shows the newest
 */
record Candidate(
        Rule rule,
        double value,
        Instant at,
        boolean simulated,
        @Nullable Text message) {

    Candidate(Rule rule, double value, Instant at, boolean simulated) {
        this(rule, value, at, simulated, null);
    }
}
