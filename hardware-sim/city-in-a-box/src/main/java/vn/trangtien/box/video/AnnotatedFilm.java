package vn.trangtien.box.video;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import vn.trangtien.video.FrameAnalysis;
import vn.trangtien.video.clip.ClipEncoder;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.picture.Polygon;
import vn.trangtien.video.privacy.PictureGuard;
import vn.trangtien.video.privacy.PrivacyPolicy;
import vn.trangtien.video.rules.CountingLine;
import vn.trangtien.video.rules.Zone;
import vn.trangtien.video.schedule.Look;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.track.TrackedObject;

/**
 * A film of what was seen, with boxes, ids, lines, zones and counts. Every picture is covered as one that leaves a gateway; where
 * it is not certain what must be hidden, the picture is dark and only the drawing is there. Confined to one thread.
 */
final class AnnotatedFilm implements AutoCloseable {

    private static final int MAXIMUM_WIDTH = 1280;

    private final ClipEncoder encoder;
    private final PictureGuard guard;
    private final Tally tally;
    private final List<CountingLine> lines;
    private final List<Zone> zones;
    private boolean empty = true;

    AnnotatedFilm(Path file, Surveyed view, Tally tally, boolean named) {
        this.encoder = new ClipEncoder(file);
        List<Polygon> masks = view.config().masks();
        this.guard = new PictureGuard(PrivacyPolicy.MASKED, masks, view.heightOverWidth(), named);
        this.tally = tally;
        this.lines = view.config().rules().lines();
        this.zones = view.config().rules().zones();
    }

    void add(FrameSource source, FrameAnalysis analysis, FrameAnalysis.Result result, List<Look> looks)
            throws IOException {
        long micros = result.motion().presentationMicros();
        for (Look look : looks) {
            if (look.failure().isEmpty()) {
                guard.looked(look.detections(), micros);
            }
        }
        guard.watch(result.motion(), result.tracked());
        ColourImage image = source.colour(MAXIMUM_WIDTH);
        var canvas = new Canvas(image);
        if (guard.cover(image, micros, analysis::unfamiliar, Instant.EPOCH).isEmpty()) {
            canvas.darken();
        }
        draw(canvas, result.tracked().objects());
        encoder.add(image, micros);
        empty = false;
    }

    private void draw(Canvas canvas, List<TrackedObject> objects) {
        for (Zone zone : zones) {
            canvas.polygon(zone.area().points(), Canvas.CYAN);
        }
        for (CountingLine line : lines) {
            canvas.line(line.start(), line.end(), Canvas.YELLOW);
        }
        for (TrackedObject object : objects) {
            int colour = object.hidden() ? Canvas.RED : Canvas.WHITE;
            canvas.frame(object.box(), colour);
            canvas.words(
                    new Point(object.box().left(), object.box().top()), object.id() + " " + object.label(), colour);
        }
        double row = 0;
        for (AnalysisResult.Line line : tally.lines()) {
            canvas.words(
                    new Point(0, row),
                    "%s: %d +%d -%d".formatted(line.name(), line.total(), line.forward(), line.backward()),
                    Canvas.YELLOW);
            row += canvas.rowHeight();
        }
        for (AnalysisResult.Zone zone : tally.zones()) {
            canvas.words(
                    new Point(0, row),
                    "%s: %d now %d".formatted(zone.name(), zone.total(), zone.inside()),
                    Canvas.CYAN);
            row += canvas.rowHeight();
        }
    }

    /** Completes the film; without a picture there is none. */
    void finish() throws IOException {
        if (!empty) {
            encoder.finish();
        }
    }

    @Override
    public void close() throws IOException {
        encoder.close();
    }
}
