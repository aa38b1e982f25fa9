package vn.trangtien.city.live;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.trangtien.events.ObjectSeen;

/**
 * One object as a screen draws it.
 *
 * @param score of the last detection, 0 to 1
 * @param over whether it has gone
 * @param speedKmh estimated, never evidence
 */
public record Mark(
        String id,
        String label,
        double score,
        ObjectSeen.Area box,
        List<String> zones,
        boolean stationary,
        @Nullable Double speedKmh,
        boolean over,
        Instant startedAt,
        Instant at) {

    static Mark of(ObjectSeen seen) {
        return new Mark(
                seen.id(),
                seen.label(),
                seen.score(),
                seen.box(),
                List.copyOf(seen.zones()),
                seen.stationary(),
                seen.speedKmh(),
                isOver(seen),
                seen.startedAt(),
                seen.at());
    }

    static boolean isOver(ObjectSeen seen) {
        return seen.phase().equals("END");
    }
}
