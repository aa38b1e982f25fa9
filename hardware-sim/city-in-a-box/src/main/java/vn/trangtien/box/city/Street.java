package vn.trangtien.box.city;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import vn.trangtien.drivers.Text;
import vn.trangtien.gateway.camera.VideoCamera;
import vn.trangtien.gateway.config.CameraEntry;
import vn.trangtien.gateway.config.CameraEntry.CountingLine;
import vn.trangtien.gateway.terminal.EnvironmentProblem;
import vn.trangtien.sim.camera.SimulatedStreetCamera;
import vn.trangtien.sim.camera.scene.StreetScene;
import vn.trangtien.video.VideoPipeline;
import vn.trangtien.video.source.SourceAddress;
import vn.trangtien.video.source.VideoSourceException;

/**
 * Where the junction's camera gets its pictures: the footage that a person named, or a drawn street served over RTSP. Either
 * way the same pipeline looks at it.
 */
final class Street implements AutoCloseable {

    private static final Duration CHECK = Duration.ofSeconds(10);

    private final Optional<String> footage;
    private final Optional<SimulatedStreetCamera> drawn;

    private Street(Optional<String> footage, Optional<SimulatedStreetCamera> drawn) {
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

    /** The camera of the configuration, pointed at this street; footage is counted across its middle. */
    VideoCamera camera(CameraEntry entry, Clock clock) {
        String source = drawn.map(SimulatedStreetCamera::url).orElse(footage.orElse(entry.source()));
        Optional<CountingLine> line = drawn.map(camera -> line(camera.truth().line()));
        return VideoCamera.of(entry.lookingAt(source, line), clock);
    }

    private static CountingLine line(StreetScene.Line line) {
        return new CountingLine("Hùng Vương", line.startX(), line.startY(), line.endX(), line.endY());
    }

    @Override
    public void close() {
        drawn.ifPresent(SimulatedStreetCamera::close);
    }
}
