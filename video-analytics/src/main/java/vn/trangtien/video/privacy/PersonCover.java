package vn.trangtien.video.privacy;

/** How much of a detected person is hidden, beyond everything that moves. The names stand in configurations; they may not change. */
public enum PersonCover {
    /** The upper part, where the face is. */
    HEAD,
    /** The whole person: clothes and gait give people away who know them. */
    WHOLE
}
