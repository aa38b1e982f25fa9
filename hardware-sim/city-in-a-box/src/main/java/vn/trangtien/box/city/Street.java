package vn.trangtien.box.city;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.camera.VideoCamera;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.sim.camera.SimulatedStreetCamera;
import vn.trangtien.sim.camera.scene.StreetScene;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.video.detect.DetectorFactory;
import vn.trangtien.video.detect.installed.Detectors;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.ViewRules;
import vn.trangtien.video.schedule.DetectorPool;
import vn.trangtien.video.source.SourceAddress;
import vn.trangtien.video.source.SourceSettings;
import vn.trangtien.video.source.VideoSourceException;

/**
 * Where the junction's camera gets its pictures: the footage that a person named, or a drawn street served over RTSP. Either
 * way the same pipeline looks at it.
 */
final class Street implements AutoCloseable {

    private static final Duration CHECK = Duration.ofSeconds(10);

    private final Optional<String> footage;
    private final Optional<SimulatedStreetCamera> drawn;

    private final DetectorPool detectors;

    private Street(Optional<String> footage, Optional<SimulatedStreetCamera> drawn) {
        this.detectors =
                footage.isPresent() ? DetectorPool.start(Detectors.ofThisMachine()) : DetectorPool.withoutModels();
        this.footage = footage;
        this.drawn = drawn;
    }

    /** Finds out before anything starts whether the named footage gives pictures. */
    static void check(Optional<String> footage) throws EnvironmentProblem {
        if (footage.isEmpty()) {
            return;
        }
        try {
            VideoPipeline.check(new SourceAddress(footage.get()), CHECK);
        } catch (VideoSourceException e) {
            throw new EnvironmentProblem(
                    new Text(
                            "Không đọc được camera: " + e.vietnamese(),
                            "The camera gives no pictures: " + e.getMessage()),
                    new Text(
                            "Kiểm tra --camera, hoặc bỏ tùy chọn này để dùng con phố được vẽ.",
                            "Check --camera, or leave it out to use the drawn street."),
                    e);
        }
    }

    static Street open(Optional<String> footage, Path cache) throws IOException {
        return new Street(
                footage, footage.isPresent() ? Optional.empty() : Optional.of(SimulatedStreetCamera.start(cache, 0)));
    }

    /** The camera of the configuration, pointed at this street; where no line was drawn, footage is counted across its middle. */
    VideoCamera camera(CameraEntry entry, Clock clock) {
        SourceSettings configured = entry.view().source();
        SourceAddress source = drawn.map(SimulatedStreetCamera::url)
                .or(() -> footage)
                .map(SourceAddress::new)
                .orElse(configured.source());
        CountingLine line = drawn.map(camera -> line(camera.truth().line())).orElse(CountingLine.ACROSS_THE_MIDDLE);
        var pointed = new SourceSettings(
                source,
                Optional.empty(),
                configured.transport(),
                configured.timeout(),
                configured.pace(),
                configured.loop());
        CameraEntry here = entry.lookingAt(pointed, rules(entry.view().rules(), line));
        // Drawn cars are known to no model; footage is looked at by what is installed.
        String detector = drawn.isPresent() ? DetectorFactory.BLOB : DetectorFactory.AUTO;
        return new VideoCamera(here.view().withDetector(detector), detectors, clock);
    }

    /** What was drawn on this street counts; where nobody drew a line, its own does. */
    static ViewRules rules(ViewRules configured, CountingLine own) {
        boolean nobodyDrew = configured.lines().equals(List.of(CountingLine.ACROSS_THE_MIDDLE));
        return nobodyDrew ? configured.withLines(List.of(own)) : configured;
    }

    private static CountingLine line(StreetScene.Line line) {
        return new CountingLine(
                "Hùng Vương", new Point(line.startX(), line.startY()), new Point(line.endX(), line.endY()));
    }

    @Override
    public void close() {
        drawn.ifPresent(SimulatedStreetCamera::close);
        detectors.close();
    }
}
