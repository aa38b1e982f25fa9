package vn.trangtien.sim.camera.fault;

import java.util.Locale;
import java.util.Optional;

/** One thing that goes wrong with cameras, with the unit of its amount. */
public enum Fault {
    /** Connections stay open, but no data comes any more. */
    FREEZE("", 0, 0),
    /** The stream goes on with the same picture again and again. */
    STILL("", 0, 0),
    /** The picture is black. */
    BLACK("", 0, 0),
    /** Something hangs in front of the lens. */
    COVERED("", 0, 0),
    /** The picture is out of focus. */
    DEFOCUS("", 0, 0),
    /** Somebody has turned the camera away. */
    MOVED("", 0, 0),
    /** Packets get lost, in per cent. */
    LOSS("%", 5, 100),
    /** Packets change places with the next one, in per cent. */
    REORDER("%", 5, 100),
    /** Pictures leave late by a random time of at most this, in milliseconds. */
    JITTER("ms", 200, 10_000),
    /** Every three seconds the RTP clock jumps by this and later back, and the time of day of sender reports is ten years old; seconds. */
    CLOCK("s", 3_600, 1e9),
    /** The size of the picture changes within the stream, with new parameter sets. */
    RESOLUTION("", 0, 0),
    /** A connection is cut this long after its PLAY, in seconds. */
    DISCONNECT("s", 5, 86_400),
    /** New connections are closed at once. */
    REFUSE("", 0, 0),
    /** Every password is wrong. */
    PASSWORD("", 0, 0),
    /** Every answer takes this long, in milliseconds. */
    SLOW("ms", 2_000, 600_000),
    /** DESCRIBE is never answered. */
    SILENT("", 0, 0),
    /** One picture a second at most. */
    ONE_FPS("", 0, 0),
    /** There is sound only, and no video. */
    AUDIO_ONLY("", 0, 0);

    private final String unit;
    private final double usual;
    private final double most;

    Fault(String unit, double usual, double most) {
        this.unit = unit;
        this.usual = usual;
        this.most = most;
    }

    /** The unit of its amount; empty if it has none. */
    public String unit() {
        return unit;
    }

    double usual() {
        return usual;
    }

    double most() {
        return most;
    }

    /** Whether it changes what the picture shows, so that another film is needed. */
    public boolean isOfPicture() {
        return this == BLACK || this == COVERED || this == DEFOCUS || this == MOVED || this == RESOLUTION;
    }

    /** As people write it: {@code one-fps}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The reverse of {@link #word}. */
    public static Optional<Fault> of(String word) {
        for (Fault fault : values()) {
            if (fault.word().equals(word)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
