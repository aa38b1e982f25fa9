package vn.trangtien.video;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.metrics.CameraMetrics;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.model.Words;
import vn.trangtien.video.schedule.DetectorPool;
import vn.trangtien.video.schedule.Seat;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.Pace;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

/** What the thread of a camera does, from the first connection to the last. */
final class CameraLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CameraLoop.class);

    private static final long USUAL_FRAME_MICROS = 40_000;
    private static final int MOST_BAD_FRAMES = 50;
    private static final Duration AFTER_A_MISTAKE = Duration.ofSeconds(10);
    private static final Duration SHORT_SLEEP = Duration.ofSeconds(1);

    private static final Words NO_MODEL = new Words(
            "chỉ đếm vật chuyển động vì chưa cài mô hình nhận dạng; cài: trangtien-gateway models install ssd",
            "only what moves is counted, because no model is installed; install one: trangtien-gateway models install ssd");
    private static final Words BY_MOTION = new Words(
            "chỉ đếm vật chuyển động vì không dùng được mô hình: %s",
            "only what moves is counted, because the model cannot be used: %s");

    private final CameraConfig config;
    private final SourceSettings settings;
    private final DetectorPool pool;
    private final CameraListener listener;
    private final StatusTeller status;
    private final Surroundings world;
    private final long startedNanos;
    private final Instant startedAt;
    private final boolean live;
    private final boolean stampedByStream;

    private final LagGate gate = new LagGate();
    private final DamageWatch damage = new DamageWatch();
    private final Pacer pacer;
    private final Backoff backoff;
    private final Meter meter;

    private long lastMicros = -USUAL_FRAME_MICROS;
    private boolean hadPictures;
    private int badFrames;
    private volatile boolean stopping;

    CameraLoop(CameraConfig config, DetectorPool pool, CameraListener listener, Surroundings world) {
        this.config = config;
        this.settings = config.source();
        this.pool = pool;
        this.listener = listener;
        this.status = new StatusTeller(config, listener);
        this.world = world;
        this.startedNanos = world.nanoTime().getAsLong();
        this.startedAt = world.clock().instant();
        this.live = settings.analysed().isLive();
        this.stampedByStream = !live && settings.pace() == Pace.AS_FAST_AS_POSSIBLE;
        this.pacer = new Pacer(world.nanoTime());
        this.backoff = new Backoff(world.random());
        this.meter = new Meter(config.id());
    }

    PipelineStatistics statistics() {
        return meter.statistics();
    }

    CameraMetrics metrics() {
        return meter.metrics();
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!watch()) {
                sleep(AFTER_A_MISTAKE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("camera={} stopped", config.id());
        }
    }

    /** The camera has to wait before it can begin; told by whoever starts it, while it does not run. */
    void waits(SourceProblem why) {
        status.disconnected(
                VideoSourceException.of(why, settings.analysed()), world.clock().instant());
    }

    /** @return false if a mistake of ours ended it, and it is worth beginning anew */
    private boolean watch() throws InterruptedException {
        try (CameraDesk desk = newDesk()) {
            try {
                boolean again = true;
                while (!stopping && again) {
                    again = playOnce(desk);
                }
            } finally {
                desk.end(now());
            }
            return true;
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            // Without a word the camera would look watched for ever.
            LOG.error("camera={} failed", config.id(), e);
            status.disconnected(
                    VideoSourceException.of(SourceProblem.INTERNAL_ERROR, settings.analysed()),
                    world.clock().instant());
            return stopping;
        }
    }

    private CameraDesk newDesk() {
        Optional<Seat> seat = Optional.empty();
        try {
            Seat joined = pool.join(config.id(), config.detector());
            if (joined.facts().isPresent()) {
                seat = Optional.of(joined);
            } else {
                joined.close();
                if (config.detector().equals(DetectorFactory.AUTO)) {
                    status.limited(NO_MODEL);
                }
            }
        } catch (DetectorException | RuntimeException | LinkageError e) {
            // Counting what moves is better than seeing nothing.
            status.limited(byMotion(e));
        }
        var desk = new CameraDesk(config, seat, stampedByStream, listener, meter, world);
        desk.limits().forEach(status::limited);
        return desk;
    }

    private static Words byMotion(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof ModelException model) {
                return new Words(
                        BY_MOTION.vietnamese().formatted(told(model, Words::vietnamese)),
                        BY_MOTION.english().formatted(told(model, Words::english)));
            }
        }
        return BY_MOTION.with(e instanceof DetectorException ? e.getMessage() : e.toString());
    }

    private static String told(ModelException model, Function<Words, String> language) {
        return language.apply(model.what()) + ". " + language.apply(model.remedy());
    }

    /** @return whether there is anything to try again */
    private boolean playOnce(CameraDesk at) throws InterruptedException {
        long before = meter.statistics().framesDecoded();
        try (FrameSource source = open(at)) {
            play(source, at);
            Optional<SourceProblem> failure = source.failure();
            if (!stopping && failure.isPresent()) {
                return lost(VideoSourceException.of(failure.get(), settings.analysed()), at);
            }
        } catch (VideoSourceException e) {
            return lost(e, at);
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            // A picture nobody thought of must not switch a camera off for good.
            LOG.error("camera={} failed", config.id(), e);
            return lost(VideoSourceException.of(SourceProblem.INTERNAL_ERROR, settings.analysed()), at);
        } catch (OutOfMemoryError e) {
            // Of Java's own memory the process would have ended: this is native memory, or a thread that the system
            // refuses.
            LOG.error("camera={} failed", config.id(), e);
            return lost(VideoSourceException.of(lackOf(e), settings.analysed()), at);
        }
        boolean played = meter.statistics().framesDecoded() > before;
        if (stopping) {
            return false;
        }
        if (!played) {
            return lost(VideoSourceException.of(SourceProblem.NOT_A_VIDEO, settings.analysed()), at);
        }
        if (live) {
            return lost(VideoSourceException.of(SourceProblem.INTERRUPTED, settings.analysed()), at);
        }
        if (settings.loop()) {
            at.cut(now());
            return true;
        }
        at.cut(now());
        meter.disconnected();
        at.report(now());
        status.ended(meter.statistics().framesDecoded(), now());
        return false;
    }

    private static SourceProblem lackOf(OutOfMemoryError e) {
        return String.valueOf(e.getMessage()).contains("thread")
                ? SourceProblem.TOO_MANY_THREADS
                : SourceProblem.TOO_LITTLE_FOR_PICTURES;
    }

    private FrameSource open(CameraDesk at) throws VideoSourceException, InterruptedException {
        if (live) {
            sleep(world.turns().take(world.nanoTime().getAsLong()));
        }
        long elapsed = (world.nanoTime().getAsLong() - startedNanos) / 1000;
        long first = live ? Math.max(lastMicros + USUAL_FRAME_MICROS, elapsed) : lastMicros + USUAL_FRAME_MICROS;
        return world.opener().open(settings, first, at.packets());
    }

    private boolean lost(VideoSourceException failure, CameraDesk at) throws InterruptedException {
        meter.disconnected();
        at.lost(now());
        status.disconnected(failure, world.clock().instant());
        Duration wait = backoff.next(failure.problem().mayPass());
        while (!wait.isZero() && !stopping) {
            Duration part = wait.compareTo(SHORT_SLEEP) < 0 ? wait : SHORT_SLEEP;
            sleep(part);
            wait = wait.minus(part);
            at.waiting(now());
        }
        return true;
    }

    private void sleep(Duration duration) throws InterruptedException {
        if (!duration.isZero()) {
            world.sleeper().sleep(duration);
        }
    }

    private void play(FrameSource source, CameraDesk at) throws InterruptedException {
        boolean first = true;
        gate.restart();
        damage.restart();
        while (!stopping && source.advance()) {
            lastMicros = source.presentationMicros();
            if (!live && settings.pace() == Pace.REAL_TIME) {
                pacer.awaitDue(lastMicros);
            }
            if (first) {
                first = false;
                connected(source);
            }
            damage.see(source.damaged(), lastMicros).ifPresent(share -> status.damaged(share, now()));
            boolean look = stampedByStream
                    || gate.shouldLookAt(lastMicros, world.nanoTime().getAsLong() / 1000);
            meter.decodedFrame(look, world.nanoTime().getAsLong());
            if (look) {
                lookAt(source, at);
            }
        }
    }

    /** A frame that a stage cannot stand is left out; only when none is any good, connecting anew may help. */
    private void lookAt(FrameSource source, CameraDesk at) throws InterruptedException {
        try {
            at.look(source, now());
            badFrames = 0;
        } catch (RuntimeException e) {
            badFrames++;
            if (badFrames == 1) {
                LOG.error("camera={} frame=left-out", config.id(), e);
            }
            if (badFrames >= MOST_BAD_FRAMES) {
                badFrames = 0;
                throw e;
            }
        }
        status.supplied(at.supply(), now());
    }

    private void connected(FrameSource source) {
        backoff.succeeded();
        boolean again = hadPictures && !status.isConnected();
        meter.connected(again, world.nanoTime().getAsLong());
        status.connected(source.facts(), now());
        hadPictures = true;
    }

    /** A recording that runs faster than life stamps with its own time, everything else with the clock. */
    private Instant now() {
        return stampedByStream
                ? startedAt.plus(lastMicros, ChronoUnit.MICROS)
                : world.clock().instant();
    }
}
