package vn.trangtien.city.alarm.core;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One dated rule. A rule says what goes wrong, what to do, how soon and who does it; without these it would be an event
 * and not an alarm, so the constructor refuses it.
 *
 * @param id stable name; two versions of a rule share it and must not overlap in time
 * @param validFrom first day of validity, local
 * @param validTo last day of validity, local; absent while it is in force
 * @param source legal or technical origin of the limits
 * @param unit UCUM code of the limits; a value in another unit is not judged
 * @param thresholds in the order of growing urgency
 * @param deadband how far a value must come back behind a limit before that level may ease, in {@code unit}
 * @param onDelay how long a limit must stay reached before its level is announced
 * @param offDelay how long the value must stay behind limit and dead band before the level eases
 * @param timeToAct within which an operator's action still helps
 * @param unitCode code of the responsible unit in the organisation tree
 * @param caseKind short code of what a case is about, for example {@code FLOOD}
 * @param workingDays working days that a case gets
 */
public record Rule(
        String id,
        Text title,
        Measure measure,
        LocalDate validFrom,
        @Nullable LocalDate validTo,
        Source source,
        SourcePattern pattern,
        String unit,
        Direction direction,
        List<Threshold> thresholds,
        double deadband,
        Duration onDelay,
        Duration offDelay,
        Text consequence,
        Text action,
        Duration timeToAct,
        String unitCode,
        String caseKind,
        int workingDays) {

    /** Where the limits come from: a title, the place in it, and a remark on how it was checked. */
    public record Source(Text title, Text reference, Text remark) {

        public Source {
            if (title == null || reference == null || remark == null) {
                throw new IllegalArgumentException(
                        "a source needs a title, a reference and a remark on how it was checked");
            }
        }
    }

    public Rule {
        need(
                id != null && id.matches("[a-z0-9][a-z0-9-]*"),
                id,
                "id must be lower-case letters, digits and hyphens, but was " + id);
        need(title != null, id, "a title is required");
        need(measure != null, id, "measure must be VALUE, SILENCE, GATEWAY, FLEET, EDGE or CAMERA");
        need(validFrom != null, id, "validFrom is required");
        need(
                validTo == null || !validTo.isBefore(validFrom),
                id,
                "validTo %s lies before validFrom %s".formatted(validTo, validFrom));
        need(source != null, id, "a source of the limits is required");
        need(pattern != null, id, "a pattern is required");
        need(unit != null, id, "a unit is required");
        need(direction != null, id, "direction must be ABOVE or BELOW");
        need(thresholds != null && !thresholds.isEmpty(), id, "at least one threshold is required");
        thresholds = List.copyOf(thresholds);
        for (int i = 1; i < thresholds.size(); i++) {
            double previous = thresholds.get(i - 1).limit();
            double next = thresholds.get(i).limit();
            need(
                    direction == Direction.ABOVE ? next > previous : next < previous,
                    id,
                    "limits must go from mild to grave, but %s is followed by %s".formatted(previous, next));
        }
        need(Double.isFinite(deadband) && deadband >= 0, id, "deadband must be 0 or more, but was " + deadband);
        need(onDelay != null && !onDelay.isNegative(), id, "onDelay must be 0 or more, but was " + onDelay);
        need(offDelay != null && !offDelay.isNegative(), id, "offDelay must be 0 or more, but was " + offDelay);
        need(consequence != null, id, "a consequence is required: without one it is an event, not an alarm");
        need(action != null, id, "a required action is required: without one it is an event, not an alarm");
        need(timeToAct != null && timeToAct.toMillis() > 0, id, "timeToAct must be more than 0, but was " + timeToAct);
        need(unitCode != null && !unitCode.isBlank(), id, "a responsible unit is required: without one nobody acts");
        need(
                caseKind != null && caseKind.matches("[A-Z][A-Z0-9-]{1,39}"),
                id,
                "caseKind must be capitals like FLOOD, but was " + caseKind);
        need(workingDays >= 1, id, "workingDays must be 1 or more, but was " + workingDays);
    }

    /** Whether the rule is in force on this local day. */
    public boolean isValidOn(LocalDate day) {
        return !day.isBefore(validFrom) && (validTo == null || !day.isAfter(validTo));
    }

    /** The threshold of a level, 1 to {@link #levels()}. */
    public Threshold threshold(int level) {
        return thresholds.get(level - 1);
    }

    public int levels() {
        return thresholds.size();
    }

    /** The same rule in a world whose weather runs {@code factor} times faster than the clock. */
    public Rule accelerated(double factor) {
        if (!(factor >= 1) || !Double.isFinite(factor)) {
            throw new IllegalArgumentException("acceleration must be 1 or more, but was " + factor);
        }
        return new Rule(
                id,
                title,
                measure,
                validFrom,
                validTo,
                source,
                pattern,
                unit,
                direction,
                thresholds,
                deadband,
                divided(onDelay, factor),
                divided(offDelay, factor),
                consequence,
                action,
                timeToAct,
                unitCode,
                caseKind,
                workingDays);
    }

    /** Whether the value has reached the limit of the level. */
    boolean reaches(double value, int level) {
        double limit = threshold(level).limit();
        return direction == Direction.ABOVE ? value >= limit : value <= limit;
    }

    /** Whether a level that stands may keep standing: the value has not come back behind limit and dead band. */
    boolean keeps(double value, int level) {
        double limit = threshold(level).limit();
        return direction == Direction.ABOVE ? value >= limit - deadband : value <= limit + deadband;
    }

    /** Whether {@code value} is further on the bad side than {@code other}. */
    boolean isWorse(double value, double other) {
        return direction == Direction.ABOVE ? value > other : value < other;
    }

    private static Duration divided(Duration delay, double factor) {
        return Duration.ofMillis(Math.round(delay.toMillis() / factor));
    }

    private static void need(boolean fulfilled, @Nullable String id, String rule) {
        if (!fulfilled) {
            throw new IllegalArgumentException("alarm rule " + id + ": " + rule);
        }
    }
}
