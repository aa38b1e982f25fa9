package vn.trangtien.city.alarm.core;

/**
 * Where one source stands in an alarm's life (after ISA-18.2). The names are stored: the list may grow (shelved, out of
 * service), no name may change.
 */
public enum Phase {
    /** No alarm. */
    NORMAL,
    /** The condition holds and nobody has taken notice of its present level yet. */
    UNACK,
    /** The condition holds and somebody has taken notice. */
    ACK,
    /** The condition has gone before anybody took notice; the alarm stays on the list until somebody does. */
    RTN_UNACK;

    /** Whether an alarm instance exists in this phase. */
    public boolean isOpen() {
        return this != NORMAL;
    }

    /** Whether somebody still has to take notice. */
    public boolean needsAcknowledgement() {
        return this == UNACK || this == RTN_UNACK;
    }
}
