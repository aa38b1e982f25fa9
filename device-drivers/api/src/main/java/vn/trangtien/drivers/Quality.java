package vn.trangtien.drivers;

/** How far a value may be trusted. The names go over the wire and into stores: the list may grow, no name may change. */
public enum Quality {
    GOOD,
    /** Measured, but something speaks against it: a supply warning, a jump, a partner sensor that disagrees. */
    UNCERTAIN,
    /** The last value of a device that no longer answers. */
    STALE,
    /** Outside the range of the instrument, or outside the limits that the configuration sets for this channel. */
    OUT_OF_RANGE,
    /** The instrument answers but has not reached its stable state yet. */
    WARMING_UP,
    /** The instrument itself reports, or its value proves, a defect. */
    SENSOR_FAULT,
    /** The bus failed; there is no value. */
    COMM_FAULT,
    /** The configuration does not fit the instrument; there is no value. */
    CONFIG_ERROR;

    /** Whether alarms and averages may use the value. */
    public boolean isUsable() {
        return this == GOOD || this == UNCERTAIN;
    }
}
