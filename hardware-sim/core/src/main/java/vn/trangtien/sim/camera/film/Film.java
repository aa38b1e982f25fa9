package vn.trangtien.sim.camera.film;

import java.util.List;

/** A film in memory, ready to be sent picture by picture. Immutable. */
public final class Film {

    /** Ticks a second of all times of a film, as RTP counts video. */
    public static final int CLOCK_RATE = 90_000;

    private final Codec codec;
    private final int width;
    private final int height;
    private final List<byte[]> parameterSets;
    private final List<AccessUnit> pictures;
    private final double framesPerSecond;

    /**
     * @param parameterSets of the whole film: SPS and PPS, for H.265 VPS before them; none for MJPEG
     * @param pictures at least one, the first of them a key picture
     * @param framesPerSecond on the average, more than 0
     */
    Film(
            Codec codec,
            int width,
            int height,
            List<byte[]> parameterSets,
            List<AccessUnit> pictures,
            double framesPerSecond) {
        if (pictures.isEmpty() || !pictures.get(0).isKey()) {
            throw new IllegalArgumentException("a film must begin with a key picture");
        }
        if (!(framesPerSecond > 0)) {
            throw new IllegalArgumentException("frames per second must be above 0, but were " + framesPerSecond);
        }
        int needed = codec == Codec.MJPEG ? 0 : codec == Codec.H265 ? 3 : 2;
        if (parameterSets.size() < needed) {
            throw new IllegalArgumentException("it has no parameter sets (%s)"
                    .formatted(codec == Codec.H265 ? "VPS, SPS and PPS" : "SPS and PPS"));
        }
        this.codec = codec;
        this.width = width;
        this.height = height;
        this.parameterSets = List.copyOf(parameterSets);
        this.pictures = List.copyOf(pictures);
        this.framesPerSecond = framesPerSecond;
    }

    public Codec codec() {
        return codec;
    }

    /** Pixels. */
    public int width() {
        return width;
    }

    /** Pixels. */
    public int height() {
        return height;
    }

    /** SPS and PPS, for H.265 VPS before them; none for MJPEG. */
    public List<byte[]> parameterSets() {
        return parameterSets;
    }

    public List<AccessUnit> pictures() {
        return pictures;
    }

    public double framesPerSecond() {
        return framesPerSecond;
    }

    /** From the beginning to the moment when the film begins again, 90 kHz ticks. */
    public long length() {
        return pictures.get(pictures.size() - 1).sentAt()
                - pictures.get(0).sentAt()
                + Math.max(1, Math.round(CLOCK_RATE / framesPerSecond));
    }
}
