package vn.trangtien.city.alarm.core;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All rules, of all times. Thread-safe: it never changes. */
public final class RuleBook {

    private final List<Rule> rules;

    /** @throws IllegalArgumentException if two versions of one rule are in force on the same day */
    public RuleBook(List<Rule> rules) {
        this.rules = List.copyOf(rules);
        for (int i = 0; i < this.rules.size(); i++) {
            for (int j = 0; j < i; j++) {
                refuseOverlap(this.rules.get(j), this.rules.get(i));
            }
        }
    }

    public List<Rule> all() {
        return rules;
    }

    /** The rules that watch this source on this local day. */
    public Stream<Rule> watching(Measure measure, String source, LocalDate day) {
        return rules.stream()
                .filter(rule -> rule.measure() == measure
                        && rule.isValidOn(day)
                        && rule.pattern().matches(source));
    }

    /** The version of a rule that is in force on this local day, or else its newest one: a raised alarm outlives its rule. */
    public Optional<Rule> version(String id, LocalDate day) {
        return rules.stream().filter(rule -> rule.id().equals(id)).reduce((one, other) -> {
            if (one.isValidOn(day) != other.isValidOn(day)) {
                return one.isValidOn(day) ? one : other;
            }
            return one.validFrom().isAfter(other.validFrom()) ? one : other;
        });
    }

    private static void refuseOverlap(Rule one, Rule other) {
        if (one.id().equals(other.id()) && overlap(one, other)) {
            throw new IllegalArgumentException(
                    "alarm rule %s: its versions from %s and from %s are in force together; end the older one with validTo"
                            .formatted(one.id(), one.validFrom(), other.validFrom()));
        }
    }

    private static boolean overlap(Rule one, Rule other) {
        return (one.validTo() == null || !other.validFrom().isAfter(one.validTo()))
                && (other.validTo() == null || !one.validFrom().isAfter(other.validTo()));
    }
}
