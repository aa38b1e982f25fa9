package vn.trangtien.video.source;

/**
 * A piece of the stream as the camera compressed it: one picture.
 *
 * @param data a copy, to be kept as long as one likes; not to be changed
 * @param presentationMicros when it is shown, on the same scale as {@link FrameSource#presentationMicros}
 * @param decodeMicros when it must be decoded, never after {@code presentationMicros}
 * @param key whether it can be decoded without the ones before
 */
public record VideoPacket(byte[] data, long presentationMicros, long decodeMicros, boolean key) {}
