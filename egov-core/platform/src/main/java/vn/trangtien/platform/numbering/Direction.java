package vn.trangtien.platform.numbering;

/** Whether an agency gives a document its number, or writes an arrival number on one that came. */
public enum Direction {
    OUTGOING,
    INCOMING
}
