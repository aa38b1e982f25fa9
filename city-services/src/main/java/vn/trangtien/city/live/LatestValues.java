package vn.trangtien.city.live;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;

/** What this process has seen last of each channel and camera. Thread-safe. Bounded by the channels that exist. */
@Component
public class LatestValues {

    private final Map<String, Observation> observations = new ConcurrentHashMap<>();
    private final Map<String, SnapshotStored> snapshots = new ConcurrentHashMap<>();

    void note(Observation observation) {
        observations.merge(
                observation.channel().path(),
                observation,
                (one, other) -> other.measuredAt().isBefore(one.measuredAt()) ? one : other);
    }

    void note(SnapshotStored snapshot) {
        snapshots.merge(
                snapshot.account() + "/" + snapshot.gateway() + "/" + snapshot.camera(),
                snapshot,
                (one, other) -> other.takenAt().isBefore(one.takenAt()) ? one : other);
    }

    /** The newest observation of every channel seen since the start. */
    public Collection<Observation> observations() {
        return observations.values();
    }

    /** The newest picture of a camera, {@code account/gateway/camera}. */
    public Optional<SnapshotStored> snapshot(String camera) {
        return Optional.ofNullable(snapshots.get(camera));
    }

    /** The newest picture of every camera seen since the start. */
    public Collection<SnapshotStored> snapshots() {
        return snapshots.values();
    }
}
