package vn.trangtien.video.count;

/**
 * One object passed the line.
 *
 * @param track id of the tracked object
 * @param direction which way
 * @param presentationMicros time in the stream
 */
public record Crossing(int track, Direction direction, long presentationMicros) {}
