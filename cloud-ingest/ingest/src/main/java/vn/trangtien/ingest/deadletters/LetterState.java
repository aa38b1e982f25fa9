package vn.trangtien.ingest.deadletters;

/** What became of a dead letter. */
public enum LetterState {
    /** Waits for a person. */
    OPEN,
    /** Was received anew, and nothing is known against it since. */
    REPLAYED,
    /** Was received anew and refused again: a newer letter stands for it. */
    REPLAYED_REFUSED_AGAIN,
    /** A person decided that it is not wanted, and said why. */
    DISMISSED
}
