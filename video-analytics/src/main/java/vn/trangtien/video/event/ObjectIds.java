package vn.trangtien.video.event;

import java.time.Instant;
import java.util.random.RandomGenerator;

/**
 * Names for objects that nobody uses a second time, also after a restart and by another camera: the time in milliseconds and
 * 40 random bits, so that names sort by time.
 */
public final class ObjectIds {

    private final RandomGenerator random;

    public ObjectIds(RandomGenerator random) {
        this.random = random;
    }

    public String next(Instant at) {
        return "%011x-%010x".formatted(at.toEpochMilli(), random.nextLong() & 0xFF_FFFF_FFFFL);
    }
}
