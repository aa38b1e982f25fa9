package vn.trangtien.video;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.clip.ClipEncoder;
import vn.trangtien.video.clip.ClipListener;
import vn.trangtien.video.clip.ClipSettings;
import vn.trangtien.video.clip.PacketClips;
import vn.trangtien.video.privacy.ImageAudit;
import vn.trangtien.video.privacy.ImageRecord;
import vn.trangtien.video.privacy.ImageUse;
import vn.trangtien.video.privacy.PictureGuard;
import vn.trangtien.video.privacy.Retention;
import vn.trangtien.video.source.PacketListener;

/**
 * Short films of objects, where the policy wants them. Masked films are made of covered pictures, {@value #PER_SECOND} a second,
 * from the moment an object is told; a picture that may not leave is not in the film. The camera's own packets, with the
 * seconds before, are used only where pictures are clear and no mask is drawn, because nothing can be covered in them.
 *
 * <p>Confined to the thread of its camera.
 */
final class ClipDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClipDesk.class);

    private static final int PER_SECOND = 8;
    private static final long DISTANCE_MICROS = 1_000_000 / PER_SECOND;
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long MOST_BYTES = 16L << 20;
    /** Encoders hold a picture buffer and native memory each. */
    private static final int MOST_AT_ONCE = 2;

    private static final long STILL_THERE = Long.MAX_VALUE;

    private final CameraConfig config;
    private final CameraListener listener;
    private final Meter meter;
    private final ImageAudit audit;
    private final @Nullable PacketClips packets;
    private final Map<String, Masked> films = new LinkedHashMap<>();
    private long nowMicros;
    private Instant now = Instant.EPOCH;
    private long addedMicros = Long.MIN_VALUE;

    private static final class Masked {
        private final Path path;
        private final ClipEncoder encoder;
        private long firstMicros = STILL_THERE;
        private long endMicros = STILL_THERE;
        private boolean clear;

        Masked(Path path) {
            this.path = path;
            this.encoder = new ClipEncoder(path);
        }
    }

    ClipDesk(CameraConfig config, CameraListener listener, Meter meter, ImageAudit audit) {
        this.config = config;
        this.listener = listener;
        this.meter = meter;
        this.audit = audit;
        this.packets = usesPackets(config)
                ? new PacketClips(
                        new ClipSettings(
                                config.events().clipBefore(), config.events().clipAfter(), LONGEST, MOST_BYTES),
                        new PacketResults())
                : null;
    }

    private static boolean usesPackets(CameraConfig config) {
        return config.privacy().clips()
                && config.privacy().image() == ImageUse.CLEAR
                && config.masks().isEmpty();
    }

    /** Who wants the camera's packets; empty if nobody may have them. */
    Optional<PacketListener> packets() {
        return Optional.ofNullable(packets);
    }

    /** The next frame that was looked at. */
    void see(FrameView view) {
        nowMicros = view.micros();
        now = view.at();
        if (packets != null && config.privacy().imageAt(now) != ImageUse.CLEAR) {
            // The permission has just run out: what is running ends here, and nothing is kept.
            packets.close();
        }
        if (!films.isEmpty() && (addedMicros == Long.MIN_VALUE || nowMicros - addedMicros >= DISTANCE_MICROS)) {
            addedMicros = nowMicros;
            view.picture().ifPresent(this::add);
        }
        for (Map.Entry<String, Masked> each : List.copyOf(films.entrySet())) {
            Masked film = each.getValue();
            boolean tooLong =
                    film.firstMicros != STILL_THERE && nowMicros - film.firstMicros > LONGEST.toNanos() / 1000;
            if (nowMicros >= film.endMicros || tooLong) {
                finish(each.getKey(), film);
            }
        }
    }

    private void add(PictureGuard.Covered picture) {
        for (Map.Entry<String, Masked> each : List.copyOf(films.entrySet())) {
            Masked film = each.getValue();
            try {
                film.encoder.add(picture.image(), nowMicros);
                film.clear |= picture.use() == ImageUse.CLEAR;
                film.firstMicros = Math.min(film.firstMicros, nowMicros);
            } catch (IOException e) {
                drop(each.getKey(), film, e);
            }
        }
    }

    /** An object was told. @return whether a film of it is being made */
    boolean begin(String id) {
        ImageUse use = config.privacy().imageAt(now);
        if (!config.privacy().clips() || use == ImageUse.NONE) {
            return false;
        }
        try {
            Path path = ClipFolder.OF_THE_PROCESS.file(id, now);
            if (packets != null && use == ImageUse.CLEAR) {
                packets.begin(id, path, nowMicros);
                return true;
            }
            if (films.size() >= MOST_AT_ONCE) {
                return false;
            }
            films.put(id, new Masked(path));
            return true;
        } catch (IOException e) {
            LOG.warn("camera={} clip=failed object={} reason=\"{}\"", config.id(), id, e.getMessage());
            return false;
        }
    }

    /** The object is gone; its film goes on for a moment. */
    void end(String id) {
        Masked film = films.get(id);
        if (film != null) {
            film.endMicros = nowMicros + config.events().clipAfter().toNanos() / 1000;
        }
        if (packets != null) {
            packets.end(id, nowMicros);
        }
    }

    private void finish(String id, Masked film) {
        films.remove(id);
        try (ClipEncoder encoder = film.encoder) {
            long length = encoder.finish();
            send(id, film.path, film.firstMicros, length, film.clear);
        } catch (IOException e) {
            LOG.warn("camera={} clip=failed object={} reason=\"{}\"", config.id(), id, e.getMessage());
        }
    }

    private void drop(String id, Masked film, IOException why) {
        films.remove(id);
        LOG.warn("camera={} clip=failed object={} reason=\"{}\"", config.id(), id, why.getMessage());
        try {
            film.encoder.close();
        } catch (IOException e) {
            LOG.warn("camera={} clip=not-removed object={} reason=\"{}\"", config.id(), id, e.getMessage());
        }
    }

    private void send(String id, Path file, long firstMicros, long lengthMicros, boolean clear) {
        Retention retention = clear ? Retention.CLEAR : Retention.EVENT;
        try {
            audit.leaves(new ImageRecord(
                    config.id(),
                    ImageRecord.Kind.CLIP,
                    clear ? ImageUse.CLEAR : ImageUse.MASKED,
                    clear ? config.privacy().purpose() : Optional.empty(),
                    retention,
                    Optional.of(id),
                    Files.size(file),
                    Fingerprint.of(file),
                    now));
        } catch (IOException | RuntimeException e) {
            // What cannot be recorded does not leave.
            LOG.error("camera={} clip=withheld reason=\"audit failed: {}\"", config.id(), e.getMessage());
            meter.withheldImage();
            remove(file);
            return;
        }
        meter.sentImage();
        Instant startedAt = now.minus(Math.max(0, nowMicros - firstMicros), ChronoUnit.MICROS);
        Duration length = Duration.of(lengthMicros, ChronoUnit.MICROS);
        listener.clip(new Clip(id, config.id(), file, startedAt, length, !clear, retention));
    }

    private void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.error("camera={} clip=not-removed file={} reason=\"{}\"", config.id(), file, e.getMessage());
        }
    }

    /** Hears how clips of packets end. */
    private final class PacketResults implements ClipListener {

        @Override
        public void finished(String id, Path file, long firstMicros, long lengthMicros) {
            send(id, file, firstMicros, lengthMicros, true);
        }

        @Override
        public void failed(String id, String reason) {
            LOG.warn("camera={} clip=failed object={} reason=\"{}\"", config.id(), id, reason);
        }
    }

    /** Films that are running are finished with what there is. */
    @Override
    public void close() {
        for (Map.Entry<String, Masked> each : new ArrayList<>(films.entrySet())) {
            finish(each.getKey(), each.getValue());
        }
        if (packets != null) {
            packets.close();
        }
    }
}
