package vn.trangtien.box.bench;

/**
 * One figure of {@code ./city bench video}.
 *
 * @param name read by other programs; none may change
 * @param value NaN is never given: what was not measured is {@link Verdict#SKIPPED} with value 0
 * @param unit for example {@code ms} for processor time of a frame, {@code ratio}, {@code 1/s}
 * @param bar what is promised, for example {@code <= 2.6}; empty if nothing is
 * @param verdict whether it is kept
 * @param note how it was measured, or why it was not; in English
 */
public record VideoFigure(String name, double value, String unit, String bar, Verdict verdict, String note) {

    private static final double ROUNDING = 1000;

    /** The names stand in the result; they may not change. */
    public enum Verdict {
        PASSED,
        MISSED,
        /** Something that is needed is not on this machine. */
        SKIPPED,
        /** Nothing is promised. */
        MEASURED
    }

    static VideoFigure measured(String name, double value, String unit, String note) {
        return new VideoFigure(name, rounded(value), unit, "", Verdict.MEASURED, note);
    }

    static VideoFigure atMost(String name, double value, double bar, String unit, String note) {
        return new VideoFigure(
                name, rounded(value), unit, "<= " + bar, value <= bar ? Verdict.PASSED : Verdict.MISSED, note);
    }

    static VideoFigure atLeast(String name, double value, double bar, String unit, String note) {
        return new VideoFigure(
                name, rounded(value), unit, ">= " + bar, value >= bar ? Verdict.PASSED : Verdict.MISSED, note);
    }

    static VideoFigure skipped(String name, String why) {
        return new VideoFigure(name, 0, "", "", Verdict.SKIPPED, why);
    }

    private static double rounded(double value) {
        return Math.round(value * ROUNDING) / ROUNDING;
    }
}
