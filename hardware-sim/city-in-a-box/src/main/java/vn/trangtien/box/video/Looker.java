package vn.trangtien.box.video;

import java.util.List;
import java.util.Optional;
import vn.trangtien.video.detect.Detection;
import vn.trangtien.video.detect.Detector;
import vn.trangtien.video.detect.DetectorException;
import vn.trangtien.video.motion.MotionFrame;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.schedule.Appetite;
import vn.trangtien.video.schedule.Look;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.track.TrackedObject;

/**
 * Looks with a model when the view is worth it, by presentation time, and waits for the answer: how fast the machine is changes
 * nothing. Confined to one thread.
 */
final class Looker implements AutoCloseable {

    private static final Box WHOLE = new Box(0, 0, 1, 1);

    private final Optional<Detector> detector;
    private final Appetite appetite;
    private List<TrackedObject> followed = List.of();
    private long done;
    private long failed;

    /** @param detector empty if things are counted by motion; is closed with this */
    Looker(Optional<Detector> detector, double perSecond) {
        this.detector = detector;
        this.appetite = new Appetite(perSecond);
    }

    /** What the model says to this frame, if it is worth a look. */
    List<Look> look(FrameSource source, MotionFrame motion) {
        if (detector.isEmpty()) {
            return List.of();
        }
        int resting = (int) followed.stream().filter(TrackedObject::stationary).count();
        boolean moving = !motion.learning() && !motion.blobs().isEmpty();
        long micros = motion.presentationMicros();
        appetite.see(micros, motion.movingShare(), moving, followed.size() - resting, resting);
        if (!appetite.isDue()) {
            return List.of();
        }
        Look look = ask(detector.get(), source, micros);
        done++;
        appetite.looked(micros);
        appetite.found(look.detections().size());
        return List.of(look);
    }

    private Look ask(Detector model, FrameSource source, long micros) {
        try (Picture picture = source.hold()) {
            List<Detection> seen = model.detect(picture, WHOLE);
            return new Look(seen, micros, 0, 0, Optional.empty());
        } catch (DetectorException e) {
            failed++;
            return new Look(List.of(), micros, 0, 0, Optional.of(String.valueOf(e.getMessage())));
        }
    }

    /** What is followed after this frame decides how soon the next look is due. */
    void follows(List<TrackedObject> objects) {
        followed = objects;
    }

    long done() {
        return done;
    }

    long failed() {
        return failed;
    }

    /** Name and version of the model. */
    String name() {
        return detector.map(model -> model.facts().id() + " " + model.facts().version())
                .orElse("motion");
    }

    boolean isNamed() {
        return detector.isPresent();
    }

    @Override
    public void close() {
        detector.ifPresent(Detector::close);
    }
}
