package vn.trangtien.video.privacy;

/** What may leave the process of a camera's pictures. The names stand in configurations and go over the wire; they may not change. */
public enum ImageUse {
    /** Pictures in which whatever moves, persons, faces and number plates are hidden. The default. */
    MASKED,
    /** No pictures at all, only counts and events. */
    NONE,
    /** Pictures as they are, except for the drawn masks. Only for a stated purpose and until a stated day. */
    CLEAR
}
