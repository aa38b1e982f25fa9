package vn.trangtien.video.rules;

/**
 * One object passed a line.
 *
 * @param line name of the line
 * @param direction which way
 * @param label what it was held for at that moment
 * @param object id of the tracked object
 * @param presentationMicros time in the stream
 */
public record Crossing(String line, Direction direction, String label, int object, long presentationMicros) {}
