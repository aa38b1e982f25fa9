package vn.trangtien.city.live;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import vn.trangtien.events.ObjectSeen;

/**
 * The objects that are in front of each camera now, as far as this process has heard. Thread-safe and bounded: an object whose end
 * was lost goes by itself, and of a camera no more are kept than a screen can show.
 */
@Component
public class LatestSights {

    /** Moving objects are told of about once a second, resting ones about once a minute. */
    private static final Duration MOVING_FOR = Duration.ofSeconds(15);

    private static final Duration RESTING_FOR = Duration.ofSeconds(150);

    private record Noted(Mark mark, Instant heardAt) {

        boolean isGone(Instant now) {
            return heardAt.plus(mark.stationary() ? RESTING_FOR : MOVING_FOR).isBefore(now);
        }
    }

    private final Map<String, Map<String, Noted>> cameras = new HashMap<>();
    private final Clock clock;

    LatestSights(Clock clock) {
        this.clock = clock;
    }

    synchronized void note(ObjectSeen seen) {
        String camera = seen.account() + "/" + seen.gateway() + "/" + seen.camera();
        Map<String, Noted> objects = cameras.computeIfAbsent(camera, key -> new HashMap<>());
        Instant now = clock.instant();
        if (Mark.isOver(seen)) {
            objects.remove(seen.id());
        } else {
            objects.merge(
                    seen.id(),
                    new Noted(Mark.of(seen), now),
                    (one, other) -> other.mark().at().isBefore(one.mark().at()) ? one : other);
        }
        if (objects.size() > SightCoalescer.MOST) {
            objects.values().removeIf(noted -> noted.isGone(now));
            if (objects.size() > SightCoalescer.MOST) {
                objects.entrySet().stream()
                        .min(Map.Entry.comparingByValue(Comparator.comparing(Noted::heardAt)))
                        .map(Map.Entry::getKey)
                        .ifPresent(objects::remove);
            }
        }
    }

    /** What a camera sees, {@code account/gateway/camera}. */
    public synchronized List<Mark> of(String camera) {
        Instant now = clock.instant();
        Map<String, Noted> objects = cameras.getOrDefault(camera, new HashMap<>());
        objects.values().removeIf(noted -> noted.isGone(now));
        return objects.values().stream().map(Noted::mark).toList();
    }
}
