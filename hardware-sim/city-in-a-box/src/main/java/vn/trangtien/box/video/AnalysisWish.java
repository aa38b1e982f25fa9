package vn.trangtien.box.video;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.trangtien.video.source.SourceSettings;

/**
 * What somebody wants to know about a recording or a camera.
 *
 * @param lines where passing is counted
 * @param zones where presence is counted
 * @param masks rectangles in which nothing is seen
 * @param detector {@code auto}, {@code ssd}, {@code centernet}, {@code blob} or the path of a model's YAML
 * @param detectFps looks of the detector a second of the video while something moves
 * @param annotated where to write a masked film with everything drawn in; empty for none
 * @param tracks where to write each object of each frame; empty for nowhere
 * @param length when to stop: after so much of a recording, or after so much time at a camera; empty for the end, or never
 */
public record AnalysisWish(
        SourceSettings source,
        List<PixelShape> lines,
        List<PixelShape> zones,
        List<PixelShape> masks,
        String detector,
        double detectFps,
        Optional<Path> annotated,
        Optional<Path> tracks,
        Optional<Duration> length) {

    public AnalysisWish {
        lines = List.copyOf(lines);
        zones = List.copyOf(zones);
        masks = List.copyOf(masks);
    }
}
