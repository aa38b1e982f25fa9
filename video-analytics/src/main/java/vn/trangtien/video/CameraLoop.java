package vn.trangtien.video;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.trangtien.video.privacy.Retention;
import vn.trangtien.video.rules.Crossing;
import vn.trangtien.video.rules.RuleResult;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.Pace;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

/** What the thread of a camera does, from the first connection to the last. */
final class CameraLoop implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(CameraLoop.class);

    private static final long REPORT_MICROS = 1_000_000;
    private static final long USUAL_FRAME_MICROS = 40_000;

    private final CameraConfig config;
    private final SourceSettings settings;
    private final CameraListener listener;
    private final StatusTeller status;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final long startedNanos;
    private final Instant startedAt;
    private final boolean live;
    private final boolean stampedByStream;

    private final FrameAnalysis analysis;
    private final LagGate gate = new LagGate();
    private final Pacer pacer;
    private final Backoff backoff = new Backoff(new Random());
    private final Meter meter = new Meter();
    private @Nullable SnapshotMaker snapshots;

    private @Nullable RuleResult rules;
    private long lastMicros = -USUAL_FRAME_MICROS;
    private long reportedMicros = Long.MIN_VALUE;
    private boolean hadPictures;
    private volatile boolean stopping;

    CameraLoop(CameraConfig config, CameraListener listener, Clock clock, LongSupplier nanoTime) {
        this.config = config;
        this.settings = config.source();
        this.listener = listener;
        this.status = new StatusTeller(config, listener);
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.startedNanos = nanoTime.getAsLong();
        this.startedAt = clock.instant();
        this.live = settings.analysed().isLive();
        this.stampedByStream = !live && settings.pace() == Pace.AS_FAST_AS_POSSIBLE;
        this.analysis = new FrameAnalysis(config, false);
        this.pacer = new Pacer(nanoTime);
    }

    PipelineStatistics statistics() {
        return meter.statistics();
    }

    void stop() {
        stopping = true;
    }

    @Override
    public void run() {
        try {
            while (!stopping && playOnce()) {
                analysis.cut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("camera={} stopped", config.id());
        } finally {
            if (snapshots != null) {
                snapshots.close();
            }
        }
    }

    /** @return whether there is anything to try again */
    private boolean playOnce() throws InterruptedException {
        long before = meter.statistics().framesDecoded();
        try (FrameSource source = open()) {
            play(source);
        } catch (VideoSourceException e) {
            return lost(e);
        } catch (RuntimeException e) {
            // A picture nobody thought of must not switch a camera off for good.
            LOG.error("camera={} failed", config.id(), e);
            return lost(VideoSourceException.of(SourceProblem.INTERNAL_ERROR, settings.analysed()));
        }
        boolean played = meter.statistics().framesDecoded() > before;
        if (stopping) {
            return false;
        }
        if (!played) {
            return lost(VideoSourceException.of(SourceProblem.NOT_A_VIDEO, settings.analysed()));
        }
        if (live) {
            return lost(VideoSourceException.of(SourceProblem.INTERRUPTED, settings.analysed()));
        }
        if (settings.loop()) {
            return true;
        }
        meter.disconnected();
        report(0, now());
        status.ended(meter.statistics().framesDecoded(), now());
        return false;
    }

    private FrameSource open() throws VideoSourceException {
        long elapsed = (nanoTime.getAsLong() - startedNanos) / 1000;
        long first = live ? Math.max(lastMicros + USUAL_FRAME_MICROS, elapsed) : lastMicros + USUAL_FRAME_MICROS;
        return FfmpegFrameSource.open(settings, first);
    }

    private boolean lost(VideoSourceException failure) throws InterruptedException {
        meter.disconnected();
        status.disconnected(failure, clock.instant());
        TimeUnit.NANOSECONDS.sleep(backoff.next().toNanos());
        return true;
    }

    private void play(FrameSource source) throws InterruptedException {
        boolean first = true;
        gate.restart();
        while (!stopping && source.advance()) {
            lastMicros = source.presentationMicros();
            if (!live && settings.pace() == Pace.REAL_TIME) {
                pacer.awaitDue(lastMicros);
            }
            if (first) {
                first = false;
                connected(source);
            }
            boolean look = stampedByStream || gate.shouldLookAt(lastMicros, nanoTime.getAsLong() / 1000);
            meter.decodedFrame(look, nanoTime.getAsLong());
            if (look) {
                lookAt(source);
            }
        }
    }

    private void connected(FrameSource source) {
        backoff.succeeded();
        boolean again = hadPictures && !status.isConnected();
        meter.connected(again, nanoTime.getAsLong());
        status.connected(source.facts(), now());
        hadPictures = true;
    }

    private void lookAt(FrameSource source) {
        FrameAnalysis.Result result = analysis.process(source.luma(), List.of());
        rules = result.rules();
        for (Crossing crossing : result.rules().crossings()) {
            tell(crossing);
        }
        if (lastMicros - reportedMicros >= REPORT_MICROS || reportedMicros == Long.MIN_VALUE) {
            reportedMicros = lastMicros;
            report(result.tracked().objects().size(), now());
        }
        SnapshotMaker maker = snapshotMaker(source);
        maker.watch(result);
        if (maker.isDue(result)) {
            meter.tookSnapshot();
            Instant takenAt = now();
            maker.take(
                    source,
                    analysis,
                    (jpeg, width, height) -> listener.snapshot(new Snapshot(
                            config.id(), jpeg, width, height, takenAt, Optional.empty(), true, Retention.OVERVIEW)));
        }
    }

    private SnapshotMaker snapshotMaker(FrameSource source) {
        if (snapshots == null) {
            double shape = source.facts().height() / (double) source.facts().width();
            snapshots = new SnapshotMaker(config.snapshotEvery(), shape);
        }
        return snapshots;
    }

    private void tell(Crossing crossing) {
        listener.crossed(new LineCrossing(
                UUID.randomUUID().toString(),
                config.id(),
                crossing.line(),
                crossing.direction(),
                crossing.label(),
                Optional.empty(),
                now()));
    }

    private void report(int objects, Instant at) {
        PipelineStatistics statistics = meter.statistics();
        listener.counts(new CameraCounts(
                config.id(),
                rules == null ? List.of() : LineCount.of(rules.counters()),
                objects,
                statistics.framesPerSecond(),
                statistics.framesDecoded(),
                rules == null
                        ? List.of()
                        : rules.measures().stream().map(Measure::of).toList(),
                at));
    }

    /** A recording that runs faster than life stamps with its own time, everything else with the clock. */
    private Instant now() {
        return stampedByStream ? startedAt.plus(lastMicros, ChronoUnit.MICROS) : clock.instant();
    }
}
