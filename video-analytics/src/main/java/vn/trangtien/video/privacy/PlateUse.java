package vn.trangtien.video.privacy;

/** What may be told about number plates. The names stand in configurations; they may not change. */
public enum PlateUse {
    /** Plates are not read. */
    OFF,
    /** Only a keyed hash leaves the process: the same vehicle can be found again on the same day, nobody can read its number. */
    HASH,
    /** The number itself. Only for a stated purpose and until a stated day. */
    CLEAR
}
