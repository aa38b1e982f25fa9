package vn.trangtien.video;

import java.time.Instant;
import vn.trangtien.video.rules.Direction;

/**
 * Something passed the counting line.
 *
 * @param id unique; the same event may be delivered more than once on its further way and is recognised by it
 * @param camera id of the camera
 * @param line name of the line
 * @param direction which way
 * @param at when
 */
public record LineCrossing(String id, String camera, String line, Direction direction, Instant at) {}
