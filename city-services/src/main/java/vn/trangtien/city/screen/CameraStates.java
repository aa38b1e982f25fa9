package vn.trangtien.city.screen;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.trangtien.city.alarm.AlarmView;
import vn.trangtien.city.alarm.Alarms;
import vn.trangtien.city.cameras.CameraViews;
import vn.trangtien.city.ingest.CameraRecords;
import vn.trangtien.city.ingest.GatewayNames;
import vn.trangtien.city.ingest.Ingest;
import vn.trangtien.city.ingest.IngestUnavailable;
import vn.trangtien.city.live.LatestSights;
import vn.trangtien.city.live.LatestValues;
import vn.trangtien.city.live.Mark;
import vn.trangtien.events.ObjectSeen;
import vn.trangtien.events.Observation;
import vn.trangtien.events.SnapshotStored;

/** What the pages of cameras show at their start; from there on the stream tells. */
@Component
class CameraStates {

    private static final Logger LOG = LoggerFactory.getLogger(CameraStates.class);
    private static final int MOST_ALERTS = 50;
    /** Frames per second; it is not to be had when the camera gives no pictures. */
    private static final String RATE = "fps";

    private static final List<String> PRIORITY = List.of("CRITICAL", "HIGH", "MEDIUM", "LOW");

    /** Kinds of alarms that say that the camera itself sees nothing to rely on. */
    private static final String BLIND = ".*/(FROZEN|BLACK|COVERED|DEFOCUSED|MOVED)/.*";

    /**
     * One camera of the list.
     *
     * @param state SEES, LIMITED (see the reason: its gateway does less with it than was asked for), BLIND (see the reason), AWAY
     *     (its gateway is not connected), LOST (the gateway gets no pictures from it), SILENT (no picture yet) or UNKNOWN (nobody
     *     has heard of it)
     * @param reason what its gravest alarm about itself says, or why its gateway does less; empty if neither
     * @param remedy what to do about that alarm; empty if there is none
     * @param severity of its gravest open alarm, lower case; empty if there is none
     */
    public record Line(
            String path,
            String camera,
            String place,
            @Nullable String object,
            @Nullable Instant takenAt,
            String state,
            String reason,
            String remedy,
            String severity,
            int alarms) {

        private Line unknown() {
            return new Line(path, camera, place, object, takenAt, "UNKNOWN", "", "", severity, alarms);
        }
    }

    /**
     * What a gateway says of its cameras, in the reader's language.
     *
     * @param at when that was told
     */
    public record Told(Instant at, long total, long alive, long limited, List<String> problems) {

        static Told of(CameraRecords.Standing standing, Locale locale) {
            return new Told(
                    standing.receivedAt(),
                    standing.total(),
                    standing.alive(),
                    standing.limited(),
                    standing.problems(locale));
        }
    }

    /**
     * What a gateway says of its cameras.
     *
     * @param unheard how many of its cameras have never sent a word
     */
    public record Note(String place, Told told, long unheard) {

        boolean wantsAttention() {
            return unheard > 0 || told.limited() > 0 || told.alive() < told.total();
        }
    }

    record All(List<Line> lines, List<Note> notes) {}

    /**
     * One camera.
     *
     * @param gateway what its gateway says of all its cameras; absent if it says nothing
     * @param detector that recognised its newest object of the last day; empty if there was none
     * @param view what is drawn on its picture; absent if the ingest could not be asked
     */
    record Now(
            Instant now,
            Line camera,
            @Nullable Told gateway,
            List<Observation> values,
            String detector,
            List<Mark> objects,
            List<CameraRecords.Alert> alerts,
            CameraViews.@Nullable Drawing view) {}

    private final Ingest ingest;
    private final CameraRecords records;
    private final LatestValues latest;
    private final LatestSights sights;
    private final CameraViews views;
    private final GatewayNames names;
    private final Alarms alarms;
    private final Clock clock;

    CameraStates(
            Ingest ingest,
            CameraRecords records,
            LatestValues latest,
            LatestSights sights,
            CameraViews views,
            GatewayNames names,
            Alarms alarms,
            Clock clock) {
        this.ingest = ingest;
        this.records = records;
        this.latest = latest;
        this.sights = sights;
        this.views = views;
        this.names = names;
        this.alarms = alarms;
        this.clock = clock;
    }

    /** Cameras in the order of their places, and what their gateways say that wants attention. */
    All all(Locale locale) throws IngestUnavailable {
        List<AlarmView> open = alarms.list(locale).open();
        Map<String, Ingest.Gateway> gateways = new TreeMap<>();
        ingest.gateways().forEach(gateway -> gateways.put(gateway.path(), gateway));
        Set<String> lost = lost(latest.observations());
        Map<String, CameraRecords.Standing> told = standings();
        List<Line> lines = ingest.cameras().stream()
                .map(camera -> {
                    String gateway = camera.account() + "/" + camera.gateway();
                    return line(
                            camera,
                            gateways.get(gateway),
                            open,
                            lost,
                            limit(told.get(gateway), camera.camera(), locale));
                })
                .sorted(CameraList.order(locale))
                .toList();
        Map<String, Long> heard = lines.stream()
                .collect(Collectors.groupingBy(
                        line -> line.path().substring(0, line.path().lastIndexOf('/')), Collectors.counting()));
        return new All(
                lines,
                told.values().stream()
                        .map(standing -> new Note(
                                gateways.containsKey(standing.path())
                                        ? gateways.get(standing.path()).name()
                                        : standing.gateway(),
                                Told.of(standing, locale),
                                Math.max(0, standing.total() - heard.getOrDefault(standing.path(), 0L))))
                        .filter(Note::wantsAttention)
                        .toList());
    }

    /** What each gateway says of its cameras, by {@code account/gateway}; without them the pages show what they have. */
    Map<String, CameraRecords.Standing> standings() {
        try {
            return records.standings().stream()
                    .collect(Collectors.toMap(
                            CameraRecords.Standing::path, each -> each, (one, other) -> other, TreeMap::new));
        } catch (IngestUnavailable away) {
            LOG.debug("standings of cameras: {}", away.getMessage());
            return Map.of();
        }
    }

    private static String limit(CameraRecords.@Nullable Standing standing, String camera, Locale locale) {
        return standing == null ? "" : standing.problemOf(camera, locale);
    }

    List<String> paths() throws IngestUnavailable {
        return ingest.cameras().stream().map(Ingest.Camera::path).sorted().toList();
    }

    String place(String account, String gateway) {
        return names.of(account + "/" + gateway);
    }

    Now now(String account, String gateway, String camera, Locale locale) throws IngestUnavailable {
        String path = account + "/" + gateway + "/" + camera;
        Ingest.Gateway itsGateway = ingest.gateways().stream()
                .filter(each -> each.path().equals(account + "/" + gateway))
                .findFirst()
                .orElse(null);
        Optional<Ingest.Camera> known = ingest.cameras().stream()
                .filter(each -> each.path().equals(path))
                .findFirst();
        List<Observation> values = values(path);
        CameraRecords.Standing standing = standings().get(account + "/" + gateway);
        Line line = line(
                known.orElse(new Ingest.Camera(account, gateway, camera, null, null)),
                itsGateway,
                alarms.list(locale).open(),
                lost(values),
                limit(standing, camera, locale));
        boolean heard = known.isPresent() || !values.isEmpty() || line.object() != null;
        return new Now(
                clock.instant(),
                heard ? line : line.unknown(),
                standing == null ? null : Told.of(standing, locale),
                values,
                detector(path),
                sights.of(path),
                records.alerts(path, true, MOST_ALERTS),
                drawing(account, gateway, camera));
    }

    private String detector(String path) throws IngestUnavailable {
        Instant now = clock.instant();
        return records
                .objects(new CameraRecords.Wanted(
                        path, "", "", "", now.minus(Duration.ofDays(1)), now.plusSeconds(60), "", 1))
                .stream()
                .findFirst()
                .map(ObjectSeen::detector)
                .orElse("");
    }

    CameraViews.@Nullable Drawing drawing(String account, String gateway, String camera) {
        try {
            return views.of(account, gateway, camera);
        } catch (IngestUnavailable away) {
            return null;
        }
    }

    private List<Observation> values(String path) throws IngestUnavailable {
        Map<String, Observation> newest = new TreeMap<>();
        var all = new ArrayList<>(ingest.latest());
        all.addAll(latest.observations());
        for (Observation value : all) {
            if (value.channel().device().equals(path)) {
                newest.merge(
                        value.channel().channel(),
                        value,
                        (one, other) -> other.measuredAt().isBefore(one.measuredAt()) ? one : other);
            }
        }
        return List.copyOf(newest.values());
    }

    /** Cameras whose gateway said that it gets no pictures from them. */
    private static Set<String> lost(Collection<Observation> values) {
        return values.stream()
                .filter(value -> value.channel().channel().equals(RATE)
                        && value.quality().equals("COMM_FAULT"))
                .map(value -> value.channel().device())
                .collect(Collectors.toSet());
    }

    private Line line(
            Ingest.Camera stored,
            Ingest.@Nullable Gateway gateway,
            List<AlarmView> open,
            Set<String> lost,
            String limit) {
        String path = stored.path();
        Ingest.Camera camera =
                latest.snapshot(path).map(picture -> newer(stored, picture)).orElse(stored);
        List<AlarmView> own = open.stream()
                .filter(alarm -> alarm.source().equals(path) || alarm.source().startsWith(path + "/"))
                .sorted(Comparator.comparingInt(alarm -> PRIORITY.indexOf(alarm.severity())))
                .toList();
        AlarmView blind = own.stream()
                .filter(alarm -> alarm.level() > 0 && alarm.source().matches(BLIND))
                .findFirst()
                .orElse(null);
        String state = state(path, gateway, lost, blind != null, !limit.isEmpty(), camera.object() != null);
        return new Line(
                path,
                camera.camera(),
                gateway == null ? camera.gateway() : gateway.name(),
                camera.object(),
                camera.takenAt(),
                state,
                blind != null ? blind.levelTitle() : state.equals("LIMITED") ? limit : "",
                blind == null ? "" : blind.action(),
                own.isEmpty() ? "" : own.get(0).severity().toLowerCase(Locale.ROOT),
                own.size());
    }

    private static String state(
            String path,
            Ingest.@Nullable Gateway gateway,
            Set<String> lost,
            boolean blind,
            boolean limited,
            boolean pictured) {
        if (gateway != null && !gateway.state().equals("ONLINE")) {
            return "AWAY";
        }
        if (lost.contains(path)) {
            return "LOST";
        }
        return blind ? "BLIND" : limited ? "LIMITED" : pictured ? "SEES" : "SILENT";
    }

    private static Ingest.Camera newer(Ingest.Camera stored, SnapshotStored picture) {
        return stored.takenAt() != null && !stored.takenAt().isBefore(picture.takenAt())
                ? stored
                : new Ingest.Camera(
                        stored.account(), stored.gateway(), stored.camera(), picture.object(), picture.takenAt());
    }
}
