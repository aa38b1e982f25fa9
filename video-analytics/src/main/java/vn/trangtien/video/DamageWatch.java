package vn.trangtien.video;

import java.util.OptionalDouble;

/** How much of what a camera sends is damaged, over ten seconds of its stream at a time. Confined to the thread of its camera. */
final class DamageWatch {

    static final long WINDOW_MICROS = 10_000_000;

    private long sinceMicros = Long.MIN_VALUE;
    private long sinceDamaged;
    private long last;
    private long earlier;
    private long frames;

    /** Another connection, or the recording from its beginning: what is damaged is counted from 0 again. */
    void restart() {
        earlier += last - sinceDamaged;
        sinceDamaged = 0;
        last = 0;
    }

    /**
     * One more frame was decoded.
     *
     * @param damaged packets and pictures of this connection so far, as {@link
     *     vn.trangtien.video.source.FrameSource#damaged} tells
     * @return share of damaged ones, 0 to 1, when a window is over
     */
    OptionalDouble see(long damaged, long micros) {
        if (sinceMicros == Long.MIN_VALUE) {
            sinceMicros = micros;
        }
        frames++;
        last = damaged;
        if (micros - sinceMicros < WINDOW_MICROS) {
            return OptionalDouble.empty();
        }
        double share = Math.min(1, (earlier + damaged - sinceDamaged) / (double) frames);
        begin(damaged, micros);
        return OptionalDouble.of(share);
    }

    private void begin(long damaged, long micros) {
        sinceMicros = micros;
        sinceDamaged = damaged;
        earlier = 0;
        frames = 0;
    }
}
