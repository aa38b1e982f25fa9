package vn.trangtien.video.hint;

/** What may be hinted at. The names are those of the configuration, in lower case. */
public enum HintKind {
    SMOKE,
    FIRE
}
