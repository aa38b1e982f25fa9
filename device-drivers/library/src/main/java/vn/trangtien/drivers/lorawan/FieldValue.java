package vn.trangtien.drivers.lorawan;

/** What an uplink says under the name of a field. */
sealed interface FieldValue {

    /** A number; infinite or NaN if the payload says something impossible. */
    record Measured(double value) implements FieldValue {}

    /** The field is there, but the sensor gave nothing. */
    record Nothing() implements FieldValue {}

    /**
     * Something that is no number.
     *
     * @param found for a message
     */
    record NoNumber(String found) implements FieldValue {}

    /** There is no such field. */
    record Absent() implements FieldValue {}
}
