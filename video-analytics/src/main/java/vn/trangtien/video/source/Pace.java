package vn.trangtien.video.source;

/** How fast a recording is played. Cameras set their own pace. */
public enum Pace {
    /** As it was recorded. A computer that is too slow leaves frames out. */
    REAL_TIME,
    /** Every frame, one after the other, for tests and for searching old footage. */
    AS_FAST_AS_POSSIBLE
}
