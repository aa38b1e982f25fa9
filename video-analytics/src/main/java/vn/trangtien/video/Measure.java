package vn.trangtien.video;

import vn.trangtien.video.rules.RuleMeasure;

/**
 * A value that a rule reads from the view.
 *
 * @param name for example {@code zone.san.occupancy}, {@code parking.a1.taken}, {@code gauge.dap-da.level}
 * @param value in {@code unit}
 * @param unit UCUM, for example {@code {count}}, {@code s}, {@code km/h}, {@code m}
 * @param confidence 0 to 1
 */
public record Measure(String name, double value, String unit, double confidence) {

    static Measure of(RuleMeasure measure) {
        return new Measure(measure.name(), measure.value(), measure.unit(), measure.confidence());
    }
}
