package vn.trangtien.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Seeded, so that a failure is the same for everyone. */
class CodecFuzzTest {

    private static final int MUTATED = 200_000;
    private static final int RANDOM = 100_000;
    private static final int ROUND_TRIPS = 20_000;

    /** What a few hundred bytes may cost: readers, strings and maps, but never a buffer as large as a forged length. */
    private static final long MAX_ALLOCATION = 1 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Random random = new Random(20_261_122);
    private int decoded;
    private int refused;

    @Test
    void whatIsWrittenIsReadBack() throws UndecodableException {
        for (int i = 0; i < ROUND_TRIPS; i++) {
            KuraPayload payload = payload();

            assertThat(KuraCodec.decode(KuraCodec.encode(payload, i % 2 == 0))).isEqualTo(payload);
        }
    }

    @Test
    void mutatedMessagesNeverBreakTheReader() throws Exception {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            seeds.add(Hex.file("vectors/e" + i + ".hex"));
        }
        seeds.add(Hex.file("vectors/e5.gz.hex"));
        for (int i = 0; i < 50; i++) {
            seeds.add(KuraCodec.encode(payload()));
        }
        for (int i = 0; i < MUTATED; i++) {
            feed(mutated(seeds.get(random.nextInt(seeds.size()))));
        }
        // Both ways must have been taken, or the mutations are too tame or too wild to prove anything.
        assertThat(decoded).isGreaterThan(MUTATED / 20);
        assertThat(refused).isGreaterThan(MUTATED / 20);
    }

    @Test
    void randomBytesNeverBreakTheReader() {
        for (int i = 0; i < RANDOM; i++) {
            byte[] bytes = new byte[random.nextInt(64)];
            random.nextBytes(bytes);
            feed(bytes);
        }
        assertThat(refused).isGreaterThan(RANDOM / 20);
    }

    private void feed(byte[] bytes) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        KuraPayload payload;
        try {
            payload = KuraCodec.decode(bytes, 64 * 1024);
            decoded++;
        } catch (UndecodableException expected) {
            refused++;
            payload = null;
        }
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
                .as("bytes allocated for an input of %d", bytes.length)
                .isLessThan(MAX_ALLOCATION);
        if (payload != null) {
            assertThat(decodedAgain(payload)).isEqualTo(payload);
        }
    }

    private static KuraPayload decodedAgain(KuraPayload payload) {
        try {
            return KuraCodec.decode(KuraCodec.encode(payload));
        } catch (UndecodableException e) {
            throw new AssertionError("our own bytes of " + payload, e);
        }
    }

    private byte[] mutated(byte[] seed) {
        byte[] bytes = seed.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) 0xff;
                case 3 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    byte[] longer = new byte[bytes.length + 1];
                    System.arraycopy(bytes, 0, longer, 0, at);
                    longer[at] = (byte) random.nextInt(256);
                    System.arraycopy(bytes, at, longer, at + 1, bytes.length - at);
                    bytes = longer;
                }
            }
        }
        return bytes;
    }

    private KuraPayload payload() {
        var payload = KuraPayload.builder();
        if (random.nextBoolean()) {
            payload.timestampMs(random.nextLong());
        }
        if (random.nextInt(4) == 0) {
            payload.position(new KuraPosition(
                    random.nextDouble(),
                    random.nextDouble(),
                    random.nextBoolean() ? OptionalDouble.of(random.nextGaussian()) : OptionalDouble.empty(),
                    OptionalDouble.empty(),
                    OptionalDouble.of(Double.NaN),
                    OptionalDouble.empty(),
                    OptionalLong.of(random.nextLong()),
                    OptionalInt.of(random.nextInt()),
                    OptionalInt.empty()));
        }
        int metrics = random.nextInt(8);
        for (int i = 0; i < metrics; i++) {
            payload.metric("m" + random.nextInt(20) + "ệ".repeat(random.nextInt(3)), value());
        }
        if (random.nextInt(4) == 0) {
            byte[] body = new byte[random.nextInt(50)];
            random.nextBytes(body);
            payload.body(body);
        }
        return payload.build();
    }

    private MetricValue value() {
        return switch (random.nextInt(8)) {
            case 0 -> MetricValue.of(Double.longBitsToDouble(random.nextLong()));
            case 1 -> MetricValue.of(Float.intBitsToFloat(random.nextInt()));
            case 2 -> MetricValue.of(random.nextLong());
            case 3 -> MetricValue.of(random.nextInt());
            case 4 -> MetricValue.of(random.nextBoolean());
            case 5 -> MetricValue.of("Sông Hương 𠀀".substring(0, random.nextInt(11)));
            case 6 -> MetricValue.of(0.0);
            default -> {
                byte[] bytes = new byte[random.nextInt(40)];
                random.nextBytes(bytes);
                yield MetricValue.of(bytes);
            }
        };
    }
}
