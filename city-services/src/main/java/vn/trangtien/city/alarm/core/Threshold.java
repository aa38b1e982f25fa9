package vn.trangtien.city.alarm.core;

/**
 * One level of a rule.
 *
 * @param code short name on lists and in the chart, for example {@code BĐ II}
 * @param limit in the unit of the rule; reaching it counts
 * @param verified whether the limit was checked against its source; an unverified one is marked wherever it is shown
 */
public record Threshold(String code, Text title, double limit, Severity severity, boolean verified) {

    public Threshold {
        if (code == null || code.isBlank()) {
            throw new IllegalArgumentException("a threshold needs a code, but it was blank (limit " + limit + ")");
        }
        if (!Double.isFinite(limit)) {
            throw new IllegalArgumentException(
                    "threshold %s: limit must be a finite number, but was %s".formatted(code, limit));
        }
        if (title == null || severity == null) {
            throw new IllegalArgumentException("threshold %s: title and severity are required".formatted(code));
        }
    }
}
