package vn.trangtien.platform.organisation;

/**
 * Another code or name under which a unit is met. It leads to the unit, and whoever uses it is told so; it is never replaced silently.
 *
 * @param code as it is written elsewhere
 * @param source where it is from
 */
public record Alias(String code, Scheme scheme, String source) {

    /** What kind of other name it is. */
    public enum Scheme {
        /** The reversed form of QCVN 102:2016, for instance {@code 000.00.01.H22}. */
        QCVN_102_2016,
        /** The number in the official catalogue of administrative units. */
        CATALOGUE,
        /** A name of a former unit that has no code of its own here. */
        FORMER_NAME,
        /** Any other. */
        OTHER
    }
}
