package vn.trangtien.video.source;

/**
 * What a source says about itself once it is open.
 *
 * @param width pixels
 * @param height pixels
 * @param framesPerSecond nominal rate, 0 if the source does not say
 * @param codec FFmpeg's name of the codec, for example {@code h264}
 */
public record StreamFacts(int width, int height, double framesPerSecond, String codec) {}
