package vn.trangtien.drivers.framing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * What holds for the frames of every instrument, tried on thousands of random streams with a fixed seed. The judge of what is a
 * frame is written by each test from the manual, not taken from the driver.
 */
public abstract class FrameShapeContract {

    private static final int STREAMS = 3_000;

    private final Random random = new Random(20_261_123);

    protected abstract FrameShape shape();

    /** A frame with random contents, as the instrument sends it. */
    protected abstract byte[] frame(Random source);

    /** Whether exactly these bytes are a frame, by the manual. */
    protected abstract boolean isFrame(byte[] bytes);

    @Test
    void whatTheInstrumentSendsIsFoundByteByByte() {
        for (int i = 0; i < STREAMS; i++) {
            byte[] frame = frame(random);
            var reader = new FrameReader(shape());
            for (int at = 0; at < frame.length - 1; at++) {
                assertThat(reader.accept(new byte[] {frame[at]})).isEmpty();
            }

            assertThat(reader.accept(new byte[] {frame[frame.length - 1]})).containsExactly(frame);
            assertThat(reader.strayBytes()).isZero();
        }
    }

    @Test
    void nothingIsFoundThatIsNotAWholeFrameOfTheStream() {
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = stream();
            List<byte[]> found = new FrameReader(shape()).accept(stream);

            assertThat(found).allMatch(this::isFrame);
            assertThat(found).allMatch(frame -> at(stream, frame) >= 0);
        }
    }

    @Test
    void aFrameIsFoundBehindAnyNoise() {
        int tried = 0;
        for (int i = 0; i < STREAMS; i++) {
            byte[] noise = noise();
            byte[] frame = frame(random);
            // What imitates a longer frame than this one is seen through when as much has come.
            byte[] stream = join(join(noise, frame), new byte[shape().longest() - frame.length]);
            if (hasFrameBefore(stream, noise.length)) {
                // Noise and frame together make another frame by chance; nobody could tell.
                continue;
            }
            tried++;

            assertThat(new FrameReader(shape()).accept(stream)).containsExactly(frame);
        }
        assertThat(tried).isGreaterThan(STREAMS * 9 / 10);
    }

    @Test
    void everyByteIsPartOfAFrameOrCountedAsStray() {
        for (int i = 0; i < STREAMS; i++) {
            byte[] stream = stream();
            var reader = new FrameReader(shape());
            int inFrames = reader.accept(stream).stream()
                    .mapToInt(frame -> frame.length)
                    .sum();

            assertThat(inFrames + reader.strayBytes()).isEqualTo(stream.length);
        }
    }

    @Test
    void aFlippedBitIsNoticed() {
        byte[] sound = frame(random);
        for (int bit = 0; bit < sound.length * 8; bit++) {
            byte[] damaged = sound.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);

            assertThat(new FrameReader(shape()).accept(damaged))
                    .as("bit %d", bit)
                    .allMatch(this::isFrame);
            assertThat(new FrameReader(shape()).accept(damaged))
                    .as("bit %d", bit)
                    .doesNotContain(sound);
        }
    }

    /** Frames, damaged frames and noise in a row. */
    private byte[] stream() {
        var stream = new ByteArrayOutputStream();
        for (int part = 0; part < 6; part++) {
            switch (random.nextInt(5)) {
                case 0 -> stream.writeBytes(frame(random));
                case 1 -> stream.writeBytes(noise());
                case 2 -> stream.writeBytes(Arrays.copyOf(frame(random), random.nextInt(shape().longest())));
                case 3 -> stream.writeBytes(withoutOneByte(frame(random)));
                default -> stream.writeBytes(join(new byte[] {frame(random)[0]}, frame(random)));
            }
        }
        return stream.toByteArray();
    }

    /** Random bytes, half of them such as the instrument's frames are made of. */
    private byte[] noise() {
        byte[] alphabet = frame(random);
        var noise = new byte[random.nextInt(60)];
        random.nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            if (random.nextBoolean()) {
                noise[i] = alphabet[random.nextInt(Math.min(4, alphabet.length))];
            }
        }
        return noise;
    }

    private byte[] withoutOneByte(byte[] frame) {
        int lost = random.nextInt(frame.length);
        return join(Arrays.copyOf(frame, lost), Arrays.copyOfRange(frame, lost + 1, frame.length));
    }

    private boolean hasFrameBefore(byte[] stream, int end) {
        for (int from = 0; from < end; from++) {
            for (int to = from + 1; to <= Math.min(stream.length, from + shape().longest()); to++) {
                if (isFrame(Arrays.copyOfRange(stream, from, to))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int at(byte[] stream, byte[] part) {
        for (int from = 0; from + part.length <= stream.length; from++) {
            if (Arrays.equals(stream, from, from + part.length, part, 0, part.length)) {
                return from;
            }
        }
        return -1;
    }

    private static byte[] join(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
