package vn.trangtien.video.source;

/**
 * What a player must know before the first packet.
 *
 * @param codec FFmpeg's name, for example {@code h264}
 * @param codecId FFmpeg's number of the codec
 * @param width pixels
 * @param height pixels
 * @param extra parameter sets, as FFmpeg keeps them; empty if the stream carries them itself
 */
public record StreamHeader(String codec, int codecId, int width, int height, byte[] extra) {}
