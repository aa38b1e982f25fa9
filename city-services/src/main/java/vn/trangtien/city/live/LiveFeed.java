package vn.trangtien.city.live;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.ingest.IngestUnavailable;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;

/**
 * Collects what is new and sends it at a pace that a screen can follow: one {@code value} event with all channels that
 * changed, at most twice a second, and likewise the pictures; what cameras see once a second, all cameras in one {@code
 * sights} event.
 */
@Component
class LiveFeed implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final long PACE_MILLIS = 500;
    private static final long SIGHTS_MILLIS = 1_000;

    private final LiveHub hub;
    private final LatestValues latest;
    private final Ingest ingest;
    private final JsonMapper json;
    private final Coalescer values = new Coalescer();
    private final SightCoalescer sights = new SightCoalescer();
    private final LatestSights latestSights;
    private final Map<String, SnapshotStored> pictures = new LinkedHashMap<>();
    private Ingest.@Nullable Conservation lastConservation;
    private boolean ingestAway;

    LiveFeed(LiveHub hub, LatestValues latest, LatestSights latestSights, Ingest ingest, JsonMapper json) {
        this.hub = hub;
        this.latest = latest;
        this.latestSights = latestSights;
        this.ingest = ingest;
        this.json = json;
    }

    void observed(Observation observation) {
        latest.note(observation);
        values.offer(observation);
    }

    void pictured(SnapshotStored snapshot) {
        latest.note(snapshot);
        synchronized (pictures) {
            pictures.put(snapshot.account() + "/" + snapshot.gateway() + "/" + snapshot.camera(), snapshot);
        }
    }

    void saw(ObjectSeen seen) {
        latestSights.note(seen);
        sights.offer(seen);
    }

    void alerted(CameraAlert alert) {
        sights.offer(alert);
    }

    /** At most one update of each camera a second, however much it sees. */
    @Scheduled(fixedRate = SIGHTS_MILLIS)
    void flushSights() {
        List<SightCoalescer.Sight> changed = sights.take();
        if (!changed.isEmpty()) {
            hub.publish("sights", json.writeValueAsString(changed));
        }
    }

    @Scheduled(fixedRate = PACE_MILLIS)
    void flush() {
        List<Observation> changed = values.take();
        if (!changed.isEmpty()) {
            hub.publish("value", json.writeValueAsString(changed));
        }
        List<SnapshotStored> taken;
        synchronized (pictures) {
            taken = List.copyOf(pictures.values());
            pictures.clear();
        }
        taken.forEach(picture -> hub.publish("camera", json.writeValueAsString(picture)));
    }

    @Scheduled(fixedDelayString = "PT10S")
    void heartbeat() {
        hub.heartbeat();
    }

    /** The account of messages has no topic; it is asked for while somebody looks. */
    @Scheduled(fixedDelayString = "${trangtien.city.conservation-interval:2s}")
    void conservation() {
        if (hub.clientCount() == 0) {
            return;
        }
        try {
            Ingest.Conservation now = ingest.conservation();
            ingestAway = false;
            if (!Objects.equals(now, lastConservation)) {
                lastConservation = now;
                hub.publish("conservation", json.writeValueAsString(now));
            }
        } catch (IngestUnavailable e) {
            if (!ingestAway) {
                LOG.warn("conservation=unknown reason={}", e.getMessage());
                hub.publish("conservation", "{\"unavailable\":true}");
            }
            ingestAway = true;
            lastConservation = null;
        }
    }

    @Override
    public void destroy() {
        hub.close();
    }
}
