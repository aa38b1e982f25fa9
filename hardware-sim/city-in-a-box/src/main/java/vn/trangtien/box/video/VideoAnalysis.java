package vn.trangtien.box.video;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import vn.trangtien.box.video.StageCpu.Stage;
import vn.trangtien.video.FrameAnalysis;
import vn.trangtien.video.LagGate;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.schedule.Look;
import vn.trangtien.video.source.FfmpegFrameSource;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.SourceProblem;
import vn.trangtien.video.source.VideoSourceException;

/**
 * Goes through a recording, every frame of it and as fast as it goes, or watches a camera until it is stopped. A camera that
 * goes away is tried again. Runs once, on the thread that calls {@link #run}; {@link #stop} may be called from anywhere.
 */
public final class VideoAnalysis implements AutoCloseable {

    private static final long RETRY_SECONDS = 2;
    private static final long USUAL_FRAME_MICROS = 40_000;
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    private final AnalysisWish wish;
    private final Surveyed view;
    private final FrameAnalysis analysis;
    private final Looker looker;
    private final Tally tally;
    private final Optional<AnnotatedFilm> film;
    private final Optional<TracksFile> tracks;
    private final StageCpu cpu = new StageCpu();
    private final LagGate gate = new LagGate();
    private final boolean live;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private FrameSource source;
    private long frames;
    private long damaged;
    private long firstMicros;
    private long lastMicros;
    private boolean complete = true;

    /** Told while the work goes on, often. */
    public interface Watcher {

        /** @param seconds of the video that were gone through */
        void progressed(long frames, double seconds);

        /** The camera went away and is tried again; told once until it is back. */
        void lost(VideoSourceException why);
    }

    private VideoAnalysis(AnalysisWish wish, FrameSource source, Surveyed view, Looker looker) throws IOException {
        this.wish = wish;
        this.source = source;
        this.view = view;
        this.looker = looker;
        this.live = wish.source().analysed().isLive();
        this.analysis = new FrameAnalysis(view.config(), looker.isNamed());
        this.tally = new Tally(
                looker.isNamed() ? view.config().rules() : view.config().rules().byMotionOnly());
        this.tracks = wish.tracks().isPresent()
                ? Optional.of(new TracksFile(wish.tracks().get(), view.facts()))
                : Optional.empty();
        this.film = wish.annotated().map(file -> new AnnotatedFilm(file, view, tally, looker.isNamed()));
    }

    /**
     * Opens everything that is needed.
     *
     * @throws VideoSourceException if there is nothing to see
     * @throws BadShape if a line, zone or mask does not fit the picture
     * @throws DetectorException if the model cannot be used
     * @throws IOException if a file cannot be written
     */
    public static VideoAnalysis open(AnalysisWish wish, DetectorFactory detectors)
            throws VideoSourceException, BadShape, DetectorException, IOException {
        FrameSource source = FfmpegFrameSource.open(wish.source(), 0);
        @Nullable Looker looker = null;
        try {
            Surveyed view = Surveyed.of(wish, source.facts());
            looker = new Looker(detectors.open(wish.detector()), wish.detectFps());
            return new VideoAnalysis(wish, source, view, looker);
        } catch (BadShape | DetectorException | IOException | RuntimeException e) {
            source.close();
            if (looker != null) {
                looker.close();
            }
            throw e;
        }
    }

    /** Whether no model looks at the pictures. */
    public boolean countsByMotion() {
        return !looker.isNamed();
    }

    /** Ends {@link #run} after the frame that it is at; a silent camera delays that by its time-out at most. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * @throws VideoSourceException if a recording changes to pictures that cannot be used
     * @throws IOException if a film or file that was asked for cannot be written on
     */
    public AnalysisResult run(Watcher watcher) throws VideoSourceException, IOException, InterruptedException {
        long began = System.nanoTime();
        cpu.skip();
        while (!isOver(began)) {
            if (!source.advance()) {
                Optional<SourceProblem> failure = source.failure();
                if (!live && failure.isPresent()) {
                    throw VideoSourceException.of(failure.get(), wish.source().analysed());
                }
                if (!live || !again(watcher, began)) {
                    break;
                }
                continue;
            }
            lastMicros = source.presentationMicros();
            if (frames == 0) {
                firstMicros = lastMicros;
            }
            frames++;
            cpu.spentOn(Stage.DECODE);
            if (!live || gate.shouldLookAt(lastMicros, System.nanoTime() / 1000)) {
                lookAt();
            }
            watcher.progressed(frames, seconds());
        }
        if (film.isPresent()) {
            film.get().finish();
        }
        if (tracks.isPresent()) {
            tracks.get().close();
        }
        return result((System.nanoTime() - began) / NANOS_PER_SECOND);
    }

    private boolean isOver(long began) {
        boolean longEnough = wish.length()
                .map(length -> live
                        ? System.nanoTime() - began >= length.toNanos()
                        : lastMicros - firstMicros >= length.toNanos() / 1000)
                .orElse(false);
        boolean over = longEnough || stopped.getCount() == 0;
        complete &= !over || live;
        return over;
    }

    private void lookAt() throws IOException {
        LumaFrame luma = source.luma();
        cpu.spentOn(Stage.SCALE);
        MotionFrame motion = analysis.sense(luma);
        cpu.spentOn(Stage.MOTION);
        List<Look> looks = looker.look(source, motion);
        cpu.spentOn(Stage.DETECT);
        FrameAnalysis.Result result = analysis.follow(luma, motion, looks);
        looker.follows(result.tracked().objects());
        tally.add(result);
        cpu.spentOn(Stage.TRACK);
        if (film.isPresent()) {
            film.get().add(source, analysis, result, looks);
        }
        if (tracks.isPresent()) {
            tracks.get().add(frames, result.tracked());
        }
        cpu.spentOn(Stage.OUTPUT);
    }

    /** @return false if it was stopped, or its time is over, before the camera came back */
    private boolean again(Watcher watcher, long began) throws InterruptedException {
        analysis.cut();
        gate.restart();
        boolean told = false;
        long damagedBefore = source.damaged();
        while (!isOver(began)) {
            source.close();
            long elapsed = (System.nanoTime() - began) / 1000;
            try {
                source = FfmpegFrameSource.open(wish.source(), Math.max(lastMicros + USUAL_FRAME_MICROS, elapsed));
                damaged += damagedBefore;
                cpu.skip();
                return true;
            } catch (VideoSourceException e) {
                if (!told) {
                    told = true;
                    watcher.lost(e);
                }
                if (stopped.await(RETRY_SECONDS, TimeUnit.SECONDS)) {
                    return false;
                }
            }
        }
        return false;
    }

    private double seconds() {
        return (lastMicros - firstMicros) / MICROS_PER_SECOND;
    }

    private AnalysisResult result(double wallSeconds) {
        var byClass = tally.tracks();
        return new AnalysisResult(
                wish.source().analysed().shown(),
                looker.name(),
                view.facts().width(),
                view.facts().height(),
                StageCpu.rounded(view.facts().framesPerSecond()),
                frames,
                StageCpu.rounded(seconds()),
                StageCpu.rounded(frames / Math.max(1e-9, wallSeconds)),
                StageCpu.rounded(cpu.millis() / Math.max(1, frames)),
                cpu.perFrame(frames),
                looker.done(),
                looker.failed(),
                byClass.values().stream().mapToLong(Long::longValue).sum(),
                byClass,
                tally.lines(),
                tally.zones(),
                damaged + source.damaged(),
                complete);
    }

    /** Gives everything back. A film that was not finished is removed. */
    @Override
    public void close() throws IOException {
        source.close();
        looker.close();
        if (film.isPresent()) {
            film.get().close();
        }
        if (tracks.isPresent()) {
            tracks.get().close();
        }
    }
}
