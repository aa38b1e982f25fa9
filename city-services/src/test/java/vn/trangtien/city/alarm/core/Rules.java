package vn.trangtien.city.alarm.core;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** Rules for tests. */
final class Rules {

    static final Duration ON = Duration.ofSeconds(60);
    static final Duration OFF = Duration.ofSeconds(120);
    static final double DEADBAND = 0.05;

    private Rules() {}

    /** The river: I at 1.0, II at 2.0, III at 3.5. */
    static Rule river() {
        return rule("river", Direction.ABOVE, 1.0, 2.0, 3.5);
    }

    /** A supply voltage that must not fall: 207, then 196. */
    static Rule voltage() {
        return rule("voltage", Direction.BELOW, 207, 196);
    }

    static Rule immediate(Rule rule) {
        return with(rule, Duration.ZERO, Duration.ZERO, rule.validFrom(), rule.validTo());
    }

    static Rule valid(Rule rule, LocalDate from, @org.jspecify.annotations.Nullable LocalDate to) {
        return with(rule, rule.onDelay(), rule.offDelay(), from, to);
    }

    private static Rule with(
            Rule rule, Duration on, Duration off, LocalDate from, @org.jspecify.annotations.Nullable LocalDate to) {
        return new Rule(
                rule.id(),
                rule.title(),
                rule.measure(),
                from,
                to,
                rule.source(),
                rule.pattern(),
                rule.unit(),
                rule.direction(),
                rule.thresholds(),
                rule.deadband(),
                on,
                off,
                rule.consequence(),
                rule.action(),
                rule.timeToAct(),
                rule.unitCode(),
                rule.caseKind(),
                rule.workingDays());
    }

    private static Rule rule(String id, Direction direction, double... limits) {
        var text = new Text("một", "one");
        var thresholds = new java.util.ArrayList<Threshold>();
        for (double limit : limits) {
            thresholds.add(new Threshold("L" + limit, text, limit, Severity.HIGH, true));
        }
        return new Rule(
                id,
                text,
                Measure.VALUE,
                LocalDate.of(2020, 3, 20),
                null,
                new Rule.Source(text, text, text),
                new SourcePattern("hue/*/" + id + "/level"),
                "m",
                direction,
                List.copyOf(thresholds),
                DEADBAND,
                ON,
                OFF,
                text,
                text,
                Duration.ofMinutes(30),
                "UNIT",
                "TEST",
                2);
    }
}
