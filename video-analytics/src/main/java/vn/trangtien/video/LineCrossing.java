package vn.trangtien.video;

import java.time.Instant;
import java.util.Optional;
import vn.trangtien.video.rules.Direction;

/**
 * Something passed a line.
 *
 * @param id unique; the same event may be delivered more than once on its further way and is recognised by it
 * @param camera id of the camera
 * @param line name of the line
 * @param direction which way
 * @param label what it was held for at that moment, for example {@code car}; {@code moving} if nobody knows
 * @param object id of the {@link ObjectEvent}; empty if the object is not, or not yet, believed
 * @param at when
 */
public record LineCrossing(
        String id,
        String camera,
        String line,
        Direction direction,
        String label,
        Optional<String> object,
        Instant at) {}
