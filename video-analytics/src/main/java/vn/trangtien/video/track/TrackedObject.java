package vn.trangtien.video.track;

import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.Point;

/**
 * One thing that has been followed long enough to be believed.
 *
 * @param id the same for the whole life of the track, never used again
 * @param box where it is estimated to be now
 * @param velocityX shares of the picture's width per second
 * @param velocityY shares of the picture's height per second, positive downwards
 * @param hidden true while no blob of its own was seen, because it merged with another one or detection failed
 */
public record TrackedObject(int id, Box box, double velocityX, double velocityY, boolean hidden) {

    public Point position() {
        return box.centre();
    }

    public double speed() {
        return Math.hypot(velocityX, velocityY);
    }
}
