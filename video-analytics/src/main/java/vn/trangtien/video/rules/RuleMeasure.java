package vn.trangtien.video.rules;

/**
 * A value that a rule reads from the view.
 *
 * @param name for example {@code zone.san.occupancy}; see {@code docs/camera-rules.md} for all of them
 * @param value in {@code unit}
 * @param unit UCUM, for example {@code {count}}, {@code s}, {@code km/h}, {@code m}
 * @param confidence 0 to 1
 */
public record RuleMeasure(String name, double value, String unit, double confidence) {}
