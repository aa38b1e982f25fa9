package vn.trangtien.drivers.adc;

/**
 * One converted voltage.
 *
 * @param volts against ground
 * @param rail end of the converter's scale at which it stands
 */
public record Conversion(double volts, Rail rail) {

    /** At an end of the scale the true voltage may lie beyond. */
    public enum Rail {
        NONE,
        /** At or below 0 V. */
        LOW,
        /** At or above full scale. */
        HIGH
    }
}
