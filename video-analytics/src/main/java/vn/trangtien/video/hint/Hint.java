package vn.trangtien.video.hint;

/**
 * What a person might look at. Never an alarm.
 *
 * @param kind smoke or fire
 * @param share of the picture that looks like it, 0 to 1
 * @param confidence 0 to {@value #MOST}: a camera without a trained model cannot be surer
 */
public record Hint(HintKind kind, double share, double confidence) {

    /** Nothing here is surer than this. */
    public static final double MOST = 0.6;
}
