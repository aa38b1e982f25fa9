package vn.trangtien.events;

import java.time.Instant;

/**
 * An object passed a counting line once.
 *
 * @param id unique per crossing; a repeated delivery carries the same id
 * @param line name of the counting line
 * @param direction {@code FORWARD} or {@code BACKWARD} as drawn
 */
public record LineCrossed(
        String account, String gateway, String camera, String id, String line, String direction, Instant at) {}
