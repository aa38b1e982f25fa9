package vn.trangtien.city.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.ObjectSeen;

/** Keeps the newest of each object and alert of every camera until it is taken. Thread-safe and bounded for each camera. */
final class SightCoalescer {

    /** More than a screen can show; beyond it the oldest is left out, and told with its next record. */
    static final int MOST = 200;

    /** What changed in front of one camera, {@code account/gateway/camera}. */
    record Sight(String camera, List<Mark> objects, List<CameraAlert> alerts) {}

    private static final class Bounded<T> extends LinkedHashMap<String, T> {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
            return size() > MOST;
        }
    }

    private record Collected(Map<String, Mark> objects, Map<String, CameraAlert> alerts) {}

    private final Map<String, Collected> cameras = new LinkedHashMap<>();

    synchronized void offer(ObjectSeen seen) {
        of(seen.account(), seen.gateway(), seen.camera())
                .objects()
                .merge(seen.id(), Mark.of(seen), (one, other) -> other.at().isBefore(one.at()) ? one : other);
    }

    synchronized void offer(CameraAlert alert) {
        of(alert.account(), alert.gateway(), alert.camera()).alerts().put(alert.id(), alert);
    }

    /** What has come since the last call, one a camera. */
    synchronized List<Sight> take() {
        var taken = new ArrayList<Sight>();
        cameras.forEach((camera, collected) -> taken.add(new Sight(
                camera,
                List.copyOf(collected.objects().values()),
                List.copyOf(collected.alerts().values()))));
        cameras.clear();
        return taken;
    }

    private Collected of(String account, String gateway, String camera) {
        return cameras.computeIfAbsent(
                account + "/" + gateway + "/" + camera, key -> new Collected(new Bounded<>(), new Bounded<>()));
    }
}
