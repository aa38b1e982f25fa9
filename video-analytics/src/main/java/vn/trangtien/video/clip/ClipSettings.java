package vn.trangtien.video.clip;

import java.time.Duration;

/**
 * How much a clip has of what was before and after.
 *
 * @param before 0 s to 60 s; begins at the key frame before it
 * @param after 0 s to 60 s
 * @param longest a clip is finished after that, 1 s to 30 min
 * @param mostBytes of memory for the seconds before, 64 KB to 256 MB; what is older goes first
 */
public record ClipSettings(Duration before, Duration after, Duration longest, long mostBytes) {

    /** Five seconds on either side, and no more than 16 MB for a camera. */
    public static final ClipSettings DEFAULT =
            new ClipSettings(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMinutes(2), 16L << 20);

    public ClipSettings {
        refuseBeyond("before", before, Duration.ZERO, Duration.ofSeconds(60));
        refuseBeyond("after", after, Duration.ZERO, Duration.ofSeconds(60));
        refuseBeyond("longest", longest, Duration.ofSeconds(1), Duration.ofMinutes(30));
        if (mostBytes < 64 << 10 || mostBytes > 256L << 20) {
            throw new IllegalArgumentException(
                    "clip mostBytes must be 64 KB to 256 MB, but was %d; 16 MB is usual".formatted(mostBytes));
        }
    }

    private static void refuseBeyond(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(
                    "clip %s must be %s to %s, but was %s".formatted(name, least, most, value));
        }
    }
}
