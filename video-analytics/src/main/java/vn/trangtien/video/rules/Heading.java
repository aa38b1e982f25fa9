package vn.trangtien.video.rules;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import vn.trangtien.video.picture.Point;
import vn.trangtien.video.track.TrackedObject;

/** The direction in which traffic is allowed through a zone, as it looks in the picture. */
final class Heading {

    /** Degrees; what goes across the lane is turning or crossing. */
    private static final double OPPOSED = 120;
    /** Own sizes per second; slower things roll back or tremble. */
    private static final double MOVING = 0.3;
    /** Own sizes that it must have gone the wrong way. */
    private static final double FAR_ENOUGH = 0.75;

    private final double x;
    private final double y;
    private final double heightOverWidth;
    private final Map<Integer, Point> startedAt = new HashMap<>();

    /** @param degrees clockwise from up */
    Heading(double degrees, double heightOverWidth) {
        this.x = Math.sin(Math.toRadians(degrees));
        this.y = -Math.cos(Math.toRadians(degrees));
        this.heightOverWidth = heightOverWidth;
    }

    void forgetOthers(List<TrackedObject> objects) {
        Set<Integer> present = objects.stream().map(TrackedObject::id).collect(Collectors.toSet());
        startedAt.keySet().retainAll(present);
    }

    /** Whether it has moved far enough against the direction and still does; to be asked for each frame. */
    boolean isOpposed(TrackedObject object) {
        if (object.stationary()) {
            startedAt.remove(object.id());
            return false;
        }
        Point start = startedAt.computeIfAbsent(object.id(), id -> object.foot());
        double dx = object.foot().x() - start.x();
        double dy = (object.foot().y() - start.y()) * heightOverWidth;
        double along = dx * x + dy * y;
        if (along > 0) {
            startedAt.put(object.id(), object.foot());
        }
        double size = Math.min(object.box().width(), object.box().height() * heightOverWidth);
        return object.speedInSizes() > MOVING && degreesOff(object) > OPPOSED && -along > FAR_ENOUGH * size;
    }

    /** Between its motion and the allowed direction, 0 to 180. */
    double degreesOff(TrackedObject object) {
        double vx = object.velocityX();
        double vy = object.velocityY() * heightOverWidth;
        double speed = Math.hypot(vx, vy);
        return speed == 0 ? 0 : Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, (vx * x + vy * y) / speed))));
    }
}
