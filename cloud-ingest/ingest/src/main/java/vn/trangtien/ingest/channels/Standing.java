package vn.trangtien.ingest.channels;

/** How a channel stands. */
public enum Standing {
    /** Its values are stored, shown and judged by the alarms. */
    KNOWN,
    /** Nobody knows it yet: its values are stored and not used until somebody adopts it. */
    QUARANTINED,
    /** A person has seen it and does not want it: stored, not used, not asked about again. */
    IGNORED,
    /** A person does not want it stored either: its values are counted and dropped. */
    BLOCKED;

    public boolean isUsed() {
        return this == KNOWN;
    }

    public boolean isStored() {
        return this != BLOCKED;
    }
}
