package vn.trangtien.video;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.DetectorFacts;
import vn.trangtien.video.event.ObjectIds;
import vn.trangtien.video.event.ObjectLives;
import vn.trangtien.video.health.ViewHealth;
import vn.trangtien.video.model.Words;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.privacy.PictureGuard;
import vn.trangtien.video.rules.Crossing;
import vn.trangtien.video.rules.RuleAlert;
import vn.trangtien.video.schedule.Appetite;
import vn.trangtien.video.schedule.Look;
import vn.trangtien.video.schedule.Seat;
import vn.trangtien.video.schedule.SpareWork;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.PacketListener;
import vn.trangtien.video.track.TrackedFrame;
import vn.trangtien.video.track.TrackedObject;

/**
 * What is done with each frame of a camera that is looked at: sense motion, ask for detections, follow objects, apply rules,
 * tell, and take pictures. A stage that fails costs its frame, not the camera. Confined to the thread of its camera.
 */
final class CameraDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CameraDesk.class);
    private static final long REPORT_MICROS = 1_000_000;
    private static final String BY_MOTION = "motion";

    private final CameraConfig config;
    private final CameraListener listener;
    private final Meter meter;
    private final Surroundings world;
    private final Optional<Seat> seat;
    private final boolean waitForLooks;
    private final FrameAnalysis analysis;
    private final ViewHealth health;
    private final Appetite appetite;
    private final ObjectLives lives;
    private final Alerts alerts;
    private final ImageDesk images;
    private final ClipDesk clips;
    private final Optional<PlateDesk> plates;
    private final List<Words> limits = new ArrayList<>();
    private @Nullable PictureGuard guard;
    private FrameAnalysis.@Nullable Result last;
    private List<TrackedObject> followed = List.of();
    private long reportedMicros = Long.MIN_VALUE;
    private @Nullable Instant lostAt;

    /**
     * @param seat in the pool of detectors; empty if the camera counts by motion
     * @param waitForLooks whether a frame waits for its detections, so that results do not depend on the machine's speed
     */
    CameraDesk(
            CameraConfig config,
            Optional<Seat> seat,
            boolean waitForLooks,
            CameraListener listener,
            Meter meter,
            Surroundings world) {
        this.config = config;
        this.listener = listener;
        this.meter = meter;
        this.world = world;
        this.seat = seat;
        this.waitForLooks = waitForLooks;
        boolean named = seat.isPresent();
        this.analysis = new FrameAnalysis(config, named);
        this.health = new ViewHealth(config.health(), this::isUnwatched);
        this.appetite = new Appetite(config.detectFps());
        var ids = new ObjectIds(world.random());
        String detector =
                seat.flatMap(Seat::facts).map(CameraDesk::nameAndVersion).orElse(BY_MOTION);
        this.lives = new ObjectLives(config.id(), config.events(), ids, named, detector);
        this.alerts = new Alerts(config.id(), ids, listener, meter);
        this.images = new ImageDesk(config, listener, meter, world.audit());
        this.clips = new ClipDesk(config, listener, meter, world.audit());
        this.plates = PlateDesk.of(config, named, limits::add);
    }

    private boolean isUnwatched(Point place) {
        return config.masks().stream().anyMatch(area -> area.contains(place))
                || config.ignored().stream().anyMatch(box -> box.contains(place));
    }

    private static String nameAndVersion(DetectorFacts facts) {
        return facts.id() + " " + facts.version();
    }

    /** @param at time of the frame, for what is told */
    void look(FrameSource source, Instant at) throws InterruptedException {
        LumaFrame luma = source.luma();
        if (lostAt != null) {
            backAgain(at);
        }
        alerts.watched(at);
        health.process(luma).changes().forEach(change -> alerts.tell(change, at));
        MotionFrame motion = analysis.sense(luma);
        List<Look> looks = looks(source, motion);
        analysis.show(source);
        FrameAnalysis.Result result = analysis.follow(luma, motion, looks);
        last = result;
        TrackedFrame tracked = result.tracked();
        followed = tracked.objects();
        long micros = motion.presentationMicros();
        PictureGuard cover = guard(luma);
        for (Look look : looks) {
            if (look.failure().isEmpty()) {
                cover.looked(look.detections(), micros);
            }
        }
        cover.watch(motion, tracked);
        var view = new FrameView(source, analysis, cover, result, at);
        clips.see(view);
        plates.ifPresent(desk -> desk.read(micros, at).forEach(lives::read));
        tellObjects(result, at);
        plates.ifPresent(desk -> desk.look(lives.told(), micros, source::hold, this::inSpareTime));
        images.take(view, lives.told()).forEach(lives::pictured);
        if (micros - reportedMicros >= REPORT_MICROS || reportedMicros == Long.MIN_VALUE) {
            reportedMicros = micros;
            report(at);
        }
    }

    private List<Look> looks(FrameSource source, MotionFrame motion) throws InterruptedException {
        if (seat.isEmpty()) {
            return List.of();
        }
        Seat place = seat.get();
        int resting = (int) followed.stream().filter(TrackedObject::stationary).count();
        boolean moving = !motion.learning() && !motion.blobs().isEmpty();
        long micros = motion.presentationMicros();
        appetite.looked(place.takenMicros());
        appetite.see(micros, motion.movingShare(), moving, followed.size() - resting, resting);
        var looks = new ArrayList<Look>();
        if (appetite.isDue()) {
            if (waitForLooks) {
                place.lookNow(source.hold(), appetite.urgency()).ifPresent(looks::add);
            } else {
                place.offer(source.hold(), appetite.urgency());
            }
        }
        for (Optional<Look> look = place.poll(); look.isPresent(); look = place.poll()) {
            looks.add(look.get());
        }
        for (Look look : looks) {
            meter.looked(look, micros - look.presentationMicros());
            appetite.found(look.detections().size());
        }
        return looks;
    }

    /** A recording that is played fast must give the same plates on every machine. */
    private void inSpareTime(SpareWork work) {
        if (waitForLooks || seat.isEmpty()) {
            work.run();
        } else {
            seat.get().whenIdle(work);
        }
    }

    private void tellObjects(FrameAnalysis.Result result, Instant at) {
        for (ObjectEvent event : lives.process(result.tracked(), result.rules().objects(), at)) {
            tell(event);
        }
        for (Crossing crossing : result.rules().crossings()) {
            meter.crossed();
            listener.crossed(new LineCrossing(
                    UUID.randomUUID().toString(),
                    config.id(),
                    crossing.line(),
                    crossing.direction(),
                    crossing.label(),
                    lives.idOf(crossing.object()),
                    at));
        }
        for (RuleAlert alert : result.rules().alerts()) {
            alerts.tell(alert, lives::idOf, at);
        }
    }

    private void tell(ObjectEvent event) {
        if (event.phase() == ObjectEvent.Phase.NEW && clips.begin(event.id())) {
            lives.filmed(event.id());
        }
        if (event.phase() == ObjectEvent.Phase.END) {
            images.ended(event.id());
            clips.end(event.id());
        }
        meter.toldOfObject();
        listener.object(plates.map(desk -> desk.allowed(event)).orElse(event));
    }

    private PictureGuard guard(LumaFrame luma) {
        PictureGuard known = guard;
        if (known == null) {
            double shape = luma.height() / (double) luma.width();
            known = new PictureGuard(config.privacy(), config.masks(), shape, seat.isPresent());
            guard = known;
        }
        return known;
    }

    /** Who wants the camera's packets, for films of what is clear. */
    Optional<PacketListener> packets() {
        return clips.packets();
    }

    /** Tells how the camera stands. */
    void report(Instant at) {
        seat.ifPresent(place -> meter.scheduled(appetite.supply(), place.dropped()));
        plates.ifPresent(desk -> meter.plates(desk.metrics()));
        meter.follows(followed.size());
        meter.publishAll();
        PipelineStatistics statistics = meter.statistics();
        FrameAnalysis.Result known = last;
        listener.counts(new CameraCounts(
                config.id(),
                known == null ? List.of() : LineCount.of(known.rules().counters()),
                followed.size(),
                statistics.framesPerSecond(),
                statistics.framesDecoded(),
                lookRate(),
                known == null
                        ? List.of()
                        : known.rules().measures().stream().map(Measure::of).toList(),
                at));
    }

    private Optional<LookRate> lookRate() {
        Appetite.Supply supply = appetite.supply();
        return seat.isEmpty() || supply == Appetite.Supply.UNKNOWN
                ? Optional.empty()
                : Optional.of(new LookRate(config.detectFps(), supply.askedPerSecond(), supply.gotPerSecond()));
    }

    /** What this camera should do, but does not. */
    List<Words> limits() {
        return limits;
    }

    /** What the detectors gave in the last ten seconds. */
    Appetite.Supply supply() {
        return appetite.supply();
    }

    /** No more frames for the time being; objects are followed on for a moment. */
    void lost(Instant at) {
        if (lostAt == null) {
            lostAt = at;
        }
    }

    /** Time passes while there are no frames: objects that nobody has seen for too long are gone, alerts over. */
    void waiting(Instant at) {
        Instant since = lostAt;
        if (since != null
                && Duration.between(since, at).compareTo(config.events().keepAfterLoss()) >= 0) {
            Instant gone = since.plus(config.events().keepAfterLoss());
            forget(gone);
            alerts.lapse(gone);
        }
    }

    private void backAgain(Instant at) {
        waiting(at);
        lostAt = null;
        alerts.back(at);
    }

    /** The next frame does not continue the one before. */
    void cut(Instant at) {
        forget(at);
    }

    private void forget(Instant at) {
        if (!followed.isEmpty() || !lives.told().isEmpty()) {
            LOG.debug("camera={} objects=forgotten count={}", config.id(), followed.size());
        }
        analysis.cut();
        followed = List.of();
        lives.endAll(at).forEach(this::tell);
    }

    /** The camera is switched off: what was begun is ended. */
    void end(Instant at) {
        forget(at);
        clips.close();
        alerts.endAll(at);
        meter.publishAll();
    }

    @Override
    public void close() {
        seat.ifPresent(Seat::close);
        plates.ifPresent(PlateDesk::close);
        images.close();
    }
}
