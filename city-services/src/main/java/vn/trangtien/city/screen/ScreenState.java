package vn.trangtien.city.screen;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.city.alarm.AlarmView;
import vn.trangtien.city.alarm.Alarms;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.ingest.IngestUnavailable;
import vn.trangtien.city.live.LatestValues;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;

/**
 * Everything the screen shows at its start, from the ingest, from what Kafka has brought since, and from the alarms. If the
 * ingest is away the rest is shown and the gap is named.
 */
@Component
class ScreenState {

    private static final Logger LOG = LoggerFactory.getLogger(ScreenState.class);
    private static final List<String> PRIORITY = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW");

    /**
     * One gateway on the map.
     *
     * @param worst severity of its gravest open alarm, absent when there is none
     */
    record GatewayState(
            String path,
            String gateway,
            String name,
            @Nullable Double lat,
            @Nullable Double lon,
            String kind,
            String state,
            Instant since,
            @Nullable String worst,
            int alarms,
            int unacknowledged) {}

    /** One camera on the map. It has its gateway's place; the screen draws it beside. */
    record CameraState(
            String path,
            String gatewayPath,
            String camera,
            @Nullable String object,
            @Nullable Instant takenAt,
            @Nullable String worst,
            int alarms) {}

    /** @param missing what could not be asked: {@code gateways}, {@code cameras}, {@code values}, {@code conservation} */
    record State(
            Instant now,
            List<GatewayState> gateways,
            List<CameraState> cameras,
            List<Observation> values,
            Ingest.@Nullable Conservation conservation,
            long unacknowledged,
            List<String> missing) {}

    /** A question to the ingest. */
    @FunctionalInterface
    private interface Question<T> {
        T ask() throws IngestUnavailable;
    }

    private final Ingest ingest;
    private final LatestValues latest;
    private final Alarms alarms;
    private final Clock clock;

    ScreenState(Ingest ingest, LatestValues latest, Alarms alarms, Clock clock) {
        this.ingest = ingest;
        this.latest = latest;
        this.alarms = alarms;
        this.clock = clock;
    }

    State now(Locale locale) {
        var missing = new ArrayList<String>();
        var list = alarms.list(locale);
        List<Observation> values = newest(asked("values", ingest::latest, List.of(), missing), latest.observations());
        List<GatewayState> gateways = asked("gateways", ingest::gateways, List.<Ingest.Gateway>of(), missing).stream()
                .map(gateway -> gateway(gateway, list.open()))
                .toList();
        List<CameraState> cameras =
                cameras(asked("cameras", ingest::cameras, List.<Ingest.Camera>of(), missing), list.open());
        Optional<Ingest.Conservation> conservation =
                asked("conservation", () -> Optional.of(ingest.conservation()), Optional.empty(), missing);
        return new State(
                clock.instant(),
                gateways,
                cameras,
                values,
                conservation.orElse(null),
                list.unacknowledged(),
                List.copyOf(missing));
    }

    private static <T> T asked(String name, Question<? extends T> question, T otherwise, List<String> missing) {
        try {
            return question.ask();
        } catch (IngestUnavailable e) {
            LOG.debug("screen: {}", e.getMessage());
            missing.add(name);
            return otherwise;
        }
    }

    private static GatewayState gateway(Ingest.Gateway gateway, List<AlarmView> open) {
        List<AlarmView> own = open.stream()
                .filter(alarm -> alarm.gateway().equals(gateway.path()))
                .toList();
        return new GatewayState(
                gateway.path(),
                gateway.gateway(),
                gateway.name(),
                gateway.lat(),
                gateway.lon(),
                gateway.kind(),
                gateway.state(),
                gateway.since(),
                worst(own),
                own.size(),
                (int) own.stream().filter(AlarmView::needsAcknowledgement).count());
    }

    private List<CameraState> cameras(List<Ingest.Camera> known, List<AlarmView> open) {
        Map<String, Ingest.Camera> all = new LinkedHashMap<>();
        known.forEach(camera -> all.put(camera.path(), camera));
        for (SnapshotStored picture : latest.snapshots()) {
            String path = picture.account() + "/" + picture.gateway() + "/" + picture.camera();
            Ingest.Camera old = all.get(path);
            if (old == null || old.takenAt() == null || old.takenAt().isBefore(picture.takenAt())) {
                all.put(
                        path,
                        new Ingest.Camera(
                                picture.account(),
                                picture.gateway(),
                                picture.camera(),
                                picture.object(),
                                picture.takenAt()));
            }
        }
        return all.values().stream()
                .sorted(Comparator.comparing(Ingest.Camera::path))
                .map(camera -> {
                    List<AlarmView> own = open.stream()
                            .filter(alarm -> alarm.source().equals(camera.path())
                                    || alarm.source().startsWith(camera.path() + "/"))
                            .toList();
                    return new CameraState(
                            camera.path(),
                            camera.account() + "/" + camera.gateway(),
                            camera.camera(),
                            camera.object(),
                            camera.takenAt(),
                            worst(own),
                            own.size());
                })
                .toList();
    }

    private static @Nullable String worst(List<AlarmView> alarms) {
        return alarms.stream()
                .map(AlarmView::severity)
                .min(Comparator.comparingInt(PRIORITY::indexOf))
                .orElse(null);
    }

    private static List<Observation> newest(Collection<Observation> stored, Collection<Observation> seen) {
        Map<String, Observation> newest = new TreeMap<>();
        for (Collection<Observation> source : List.of(stored, seen)) {
            for (Observation observation : source) {
                newest.merge(
                        observation.channel().path(),
                        observation,
                        (one, other) -> other.measuredAt().isBefore(one.measuredAt()) ? one : other);
            }
        }
        return List.copyOf(newest.values());
    }
}
