package vn.trangtien.city;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import vn.trangtien.city.ingest.CameraRecords;
import vn.trangtien.city.ingest.IngestUnavailable;
import vn.trangtien.city.ingest.Twins;
import vn.trangtien.events.CameraAlert;
import vn.trangtien.events.ObjectSeen;

/** The books of cameras and the twins in memory, by the rules of the ingest. */
public final class PlayedCameras implements CameraRecords, Twins {

    private final PlayedIngest ingest;
    private final Map<String, ObjectSeen> objects = new ConcurrentHashMap<>();
    private final Map<String, List<Media>> media = new ConcurrentHashMap<>();
    private final Map<String, Alert> alerts = new ConcurrentHashMap<>();
    private final Map<String, Twin> twins = new ConcurrentHashMap<>();
    private final Map<String, Standing> standings = new ConcurrentHashMap<>();
    private final Set<String> clear = ConcurrentHashMap.newKeySet();
    private final Set<String> films = ConcurrentHashMap.newKeySet();

    /** What was asked for by its name, in order. */
    public final List<String> asked = new CopyOnWriteArrayList<>();

    public PlayedCameras(PlayedIngest ingest) {
        this.ingest = ingest;
    }

    public void tell(ObjectSeen seen) {
        objects.put(key(seen.account(), seen.gateway(), seen.id()), seen);
    }

    public void tell(ObjectSeen seen, Media shown) {
        tell(seen);
        media.computeIfAbsent(key(seen.account(), seen.gateway(), seen.id()), id -> new CopyOnWriteArrayList<>())
                .add(0, shown);
        if (shown.kind().equals("CLEAR")) {
            clear.add(shown.object());
        }
        if (shown.isFilm()) {
            films.add(shown.object());
        }
    }

    public void tell(CameraAlert alert) {
        boolean began = alert.state().equals("BEGAN");
        alerts.merge(
                key(alert.account(), alert.gateway(), alert.id()),
                new Alert(
                        alert.account(),
                        alert.gateway(),
                        alert.camera(),
                        alert.id(),
                        alert.kind(),
                        alert.rule(),
                        alert.object(),
                        alert.value(),
                        alert.confidence(),
                        alert.reason(),
                        alert.reasonVietnamese(),
                        began ? alert.at() : null,
                        began ? null : alert.at(),
                        alert.simulated()),
                (old, now) -> new Alert(
                        old.account(),
                        old.gateway(),
                        old.camera(),
                        old.id(),
                        old.kind(),
                        old.rule(),
                        old.object(),
                        old.value(),
                        old.confidence(),
                        old.reason(),
                        old.reasonVietnamese(),
                        old.began() == null ? now.began() : old.began(),
                        old.ended() == null ? now.ended() : old.ended(),
                        old.simulated()));
    }

    /** Makes a whole text the desired one, as somebody else would. */
    public void desire(String account, String gateway, String yaml) {
        twins.merge(
                account + "/" + gateway,
                new Twin(false, new Desired(1, yaml), new Push("APPLIED", "", List.of())),
                (old, first) -> new Twin(
                        true,
                        new Desired(Objects.requireNonNull(old.desired()).version() + 1, yaml),
                        new Push("WAITING", "", List.of())));
    }

    public String desired(String account, String gateway) {
        return Objects.requireNonNull(Objects.requireNonNull(twins.get(account + "/" + gateway))
                        .desired())
                .yaml();
    }

    /** What the gateway answers to the newest push. */
    public void answer(String account, String gateway, String state, List<String> problems) {
        twins.computeIfPresent(
                account + "/" + gateway,
                (key, twin) -> new Twin(!state.equals("APPLIED"), twin.desired(), new Push(state, "", problems)));
    }

    public void tell(Standing standing) {
        standings.put(standing.path(), standing);
    }

    @Override
    public List<Standing> standings() throws IngestUnavailable {
        ingest.answer();
        return List.copyOf(standings.values());
    }

    @Override
    public List<ObjectSeen> objects(Wanted wanted) throws IngestUnavailable {
        ingest.answer();
        return objects.values().stream()
                .filter(seen -> wanted.camera().isEmpty()
                        || wanted.camera().equals(key(seen.account(), seen.gateway(), seen.camera())))
                .filter(seen -> wanted.label().isEmpty() || wanted.label().equals(seen.label()))
                .filter(seen -> wanted.zone().isEmpty() || seen.enteredZones().contains(wanted.zone()))
                .filter(seen -> wanted.plate().isEmpty() || wanted.plate().equals(seen.plateHash()))
                .filter(seen -> !seen.startedAt().isBefore(wanted.from())
                        && (seen.startedAt().isBefore(wanted.before())
                                || seen.startedAt().equals(wanted.before())
                                        && !wanted.after().isEmpty()
                                        && name(seen).compareTo(wanted.after()) > 0))
                .sorted(Comparator.comparing(ObjectSeen::startedAt).reversed().thenComparing(PlayedCameras::name))
                .limit(wanted.limit())
                .toList();
    }

    @Override
    public Optional<Seen> object(String account, String gateway, String object) throws IngestUnavailable {
        ingest.answer();
        String key = key(account, gateway, object);
        return Optional.ofNullable(objects.get(key))
                .map(seen -> new Seen(seen, media.getOrDefault(key, new ArrayList<>())));
    }

    @Override
    public List<Alert> alerts(String camera, boolean openOnly, int limit) throws IngestUnavailable {
        ingest.answer();
        return alerts.values().stream()
                .filter(alert ->
                        camera.isEmpty() || camera.equals(key(alert.account(), alert.gateway(), alert.camera())))
                .filter(alert -> !openOnly || alert.ended() == null)
                .sorted(Comparator.comparing(PlayedCameras::at).reversed())
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<Content> content(String sha256) throws IngestUnavailable {
        asked.add(sha256);
        return ingest.picture(sha256).map(bytes -> new Content(bytes, films.contains(sha256), clear.contains(sha256)));
    }

    @Override
    public Optional<Twin> twin(String account, String gateway) throws IngestUnavailable {
        ingest.answer();
        return Optional.ofNullable(twins.get(account + "/" + gateway));
    }

    @Override
    public Twin want(String account, String gateway, String yaml, String comment, long replaces, boolean push)
            throws IngestUnavailable, Refused {
        ingest.answer();
        Twin now = twins.get(account + "/" + gateway);
        long version = now == null || now.desired() == null ? 0 : now.desired().version();
        if (version != replaces) {
            throw new Refused(true, "the desired version is " + version);
        }
        var next = new Twin(true, new Desired(version + 1, yaml), new Push(push ? "WAITING" : "NONE", "", List.of()));
        twins.put(account + "/" + gateway, next);
        return next;
    }

    private static Instant at(Alert alert) {
        Instant ended = alert.ended();
        Instant began = alert.began();
        return ended != null ? ended : began != null ? began : Instant.EPOCH;
    }

    private static String name(ObjectSeen seen) {
        return key(seen.account(), seen.gateway(), seen.id());
    }

    private static String key(String account, String gateway, String name) {
        return account + "/" + gateway + "/" + name;
    }
}
