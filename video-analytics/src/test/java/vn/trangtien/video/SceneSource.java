package vn.trangtien.video;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import vn.trangtien.video.picture.Box;
import vn.trangtien.video.picture.ColourImage;
import vn.trangtien.video.picture.LumaFrame;
import vn.trangtien.video.picture.Picture;
import vn.trangtien.video.source.FrameSource;
import vn.trangtien.video.source.StreamFacts;

/**
 * A camera in virtual time that sees a grainy street, on which a white block drives down once in four seconds. It sends 25
 * frames a second until a moment at which it falls silent.
 */
final class SceneSource implements FrameSource {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    private static final Duration FRAME = Duration.ofMillis(40);
    private static final double LOOP_SECONDS = 4;

    /** Pictures that are held by somebody. */
    final AtomicInteger held;

    private final VirtualWorld world;
    private final double silentFrom;
    private final Duration timeout;
    private final byte[] ground = new byte[WIDTH * HEIGHT];
    private final byte[] luma = new byte[WIDTH * HEIGHT];
    private long micros;

    /** @param silentFrom seconds of the world at which it sends no more */
    SceneSource(VirtualWorld world, long firstMicros, double silentFrom, Duration timeout, AtomicInteger held) {
        this.world = world;
        this.micros = firstMicros - FRAME.toNanos() / 1000;
        this.silentFrom = silentFrom;
        this.timeout = timeout;
        this.held = held;
        new Random(5).nextBytes(ground);
    }

    @Override
    public StreamFacts facts() {
        return new StreamFacts(WIDTH, HEIGHT, 25, "virtual");
    }

    @Override
    public boolean advance() {
        if (world.seconds() >= silentFrom) {
            world.pass(timeout);
            return false;
        }
        world.pass(FRAME);
        micros += FRAME.toNanos() / 1000;
        double along = micros / 1e6 % LOOP_SECONDS / LOOP_SECONDS;
        int top = (int) (along * (HEIGHT + 60)) - 30;
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                boolean block = x >= 80 && x < 120 && y >= top && y < top + 30;
                luma[y * WIDTH + x] = block ? (byte) 235 : (byte) (100 + (ground[y * WIDTH + x] & 7));
            }
        }
        return true;
    }

    @Override
    public long presentationMicros() {
        return micros;
    }

    @Override
    public LumaFrame luma() {
        return new LumaFrame(WIDTH, HEIGHT, luma, micros);
    }

    @Override
    public ColourImage colour(int maximumWidth) {
        var bgr = new byte[WIDTH * HEIGHT * 3];
        for (int i = 0; i < bgr.length; i++) {
            bgr[i] = luma[i / 3];
        }
        return new ColourImage(WIDTH, HEIGHT, bgr);
    }

    @Override
    public Picture hold() {
        held.incrementAndGet();
        long at = micros;
        return new Picture() {
            private boolean closed;

            @Override
            public int width() {
                return WIDTH;
            }

            @Override
            public int height() {
                return HEIGHT;
            }

            @Override
            public long presentationMicros() {
                return at;
            }

            @Override
            public ColourImage part(Box part, int width, int height) {
                return new ColourImage(width, height, new byte[width * height * 3]);
            }

            @Override
            public synchronized void close() {
                if (!closed) {
                    closed = true;
                    held.decrementAndGet();
                }
            }
        };
    }

    @Override
    public void close() {}
}
