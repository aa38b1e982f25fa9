package vn.trangtien.box.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import vn.trangtien.video.CameraConfig;
import vn.trangtien.video.CameraCounts;
import vn.trangtien.video.CameraListener;
import vn.trangtien.video.CameraStatus;
import vn.trangtien.video.LineCrossing;
import vn.trangtien.video.Snapshot;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.metrics.CameraMetrics;
import vn.trangtien.video.schedule.DetectorPool;

/** Several cameras at once, as a gateway runs them, in real time on the same clip. */
final class VideoCameras {

    private static final long LEAST_DISTANCE_MILLIS = 1000;

    /** An hour is then a point every 15 s. */
    private static final int MOST_POINTS = 240;

    private static final Duration STAGGER = Duration.ofMillis(700);

    private static final CameraListener DEAF = new CameraListener() {
        @Override
        public void counts(CameraCounts counts) {
            // Only the cost of making them counts here.
        }

        @Override
        public void crossed(LineCrossing crossing) {
            // As above.
        }

        @Override
        public void snapshot(Snapshot snapshot) {
            // As above.
        }

        @Override
        public void status(CameraStatus status) {
            // As above.
        }
    };

    /**
     * @param leastPerSecond looks of the detector at the camera that got fewest
     * @param leastAskedPerSecond what its view was worth
     * @param framesDropped decoded but not analysed, all cameras
     * @param looksDropped pictures that were replaced while they waited, all cameras
     * @param ageP95Millis of the detections, worst camera
     * @param cores processor time of the process over time
     * @param rssMiB resident at the end
     * @param growthMiB from the first quarter of the time to the last, medians
     * @param memory over the time
     */
    record Load(
            double leastPerSecond,
            double leastAskedPerSecond,
            long framesDropped,
            long looksDropped,
            double ageP95Millis,
            double cores,
            double rssMiB,
            double growthMiB,
            List<MemoryPoint> memory) {}

    private final Path clip;
    private final DetectorFactory detectors;
    private final String detector;

    VideoCameras(Path clip, DetectorFactory detectors, String detector) {
        this.clip = clip;
        this.detectors = detectors;
        this.detector = detector;
    }

    Load run(int cameras, Duration warmUp, Duration length) throws IOException, InterruptedException {
        List<VideoPipeline> running = new ArrayList<>();
        try (DetectorPool pool = DetectorPool.start(detectors)) {
            try {
                for (int i = 1; i <= cameras; i++) {
                    CameraConfig config = CameraConfig.of("camera-" + i, clip.toString())
                            .withLoop(true)
                            .withDetector(detector);
                    running.add(VideoPipeline.start(config, pool, DEAF, Clock.systemUTC()));
                    // Not all at the same place of the clip.
                    TimeUnit.MILLISECONDS.sleep(STAGGER.toMillis());
                }
                TimeUnit.NANOSECONDS.sleep(warmUp.toNanos());
                return measure(running, length);
            } finally {
                running.forEach(VideoPipeline::close);
            }
        }
    }

    private static Load measure(List<VideoPipeline> running, Duration length) throws IOException, InterruptedException {
        List<CameraMetrics> before =
                running.stream().map(VideoPipeline::metrics).toList();
        var cpu = new CpuMeter(List.of());
        long began = System.nanoTime();
        var memory = new ArrayList<MemoryPoint>();
        long distanceMillis = Math.max(LEAST_DISTANCE_MILLIS, length.toMillis() / MOST_POINTS);
        while (System.nanoTime() - began < length.toNanos()) {
            TimeUnit.MILLISECONDS.sleep(distanceMillis);
            memory.add(MemoryPoint.now((System.nanoTime() - began) / 1e9));
        }
        double seconds = (System.nanoTime() - began) / 1e9;
        double cores = cpu.stop().processPercent() / 100;
        double least = Double.MAX_VALUE;
        double asked = 0;
        long framesDropped = 0;
        long looksDropped = 0;
        double age = 0;
        for (int i = 0; i < running.size(); i++) {
            CameraMetrics now = running.get(i).metrics();
            CameraMetrics then = before.get(i);
            double perSecond = (now.looks().done() - then.looks().done()) / seconds;
            if (perSecond < least) {
                least = perSecond;
                asked = now.looks().askedPerSecond();
            }
            framesDropped += now.source().dropped() - then.source().dropped();
            looksDropped += now.looks().dropped() - then.looks().dropped();
            age = Math.max(age, now.looks().ageP95Millis());
        }
        return new Load(
                least,
                asked,
                framesDropped,
                looksDropped,
                age,
                cores,
                memory.get(memory.size() - 1).residentMiB(),
                growth(memory),
                memory);
    }

    private static double growth(List<MemoryPoint> memory) {
        List<Double> resident = memory.stream().map(MemoryPoint::residentMiB).toList();
        int quarter = Math.max(1, resident.size() / 4);
        return median(resident.subList(resident.size() - quarter, resident.size()))
                - median(resident.subList(0, quarter));
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
