package vn.trangtien.sim.fleet.account;

/** What must become of a message, as its sender knows before it is sent. */
public enum Expectation {
    /** New and sound. */
    STORED,
    /** The same bytes were acknowledged before. */
    DUPLICATE,
    /** Nobody can make sense of it. */
    REJECTED,
    /** BIRTH: stored, but it has no number and no points. */
    ANNOUNCED
}
