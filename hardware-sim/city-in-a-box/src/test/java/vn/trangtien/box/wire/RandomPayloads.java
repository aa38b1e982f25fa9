package vn.trangtien.box.wire;

import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.MetricValue;

/** Payloads of every shape, with the numbers and texts at the edges more often than chance would have it. */
public final class RandomPayloads {

    private static final double[] NUMBERS = {
        0, -0.0, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, Double.MAX_VALUE, 0.1
    };
    private static final long[] WHOLE = {
        0, -1, Long.MIN_VALUE, Long.MAX_VALUE, 9_007_199_254_740_993L, Integer.MIN_VALUE, Integer.MAX_VALUE
    };
    private static final String LETTERS = "aZ09 _.\"\\/{}:,\n\t\0\u007fµğ水𝄞Huế";

    private final Random random;

    public RandomPayloads(long seed) {
        this.random = new Random(seed);
    }

    public KuraPayload next() {
        var payload = KuraPayload.builder();
        if (random.nextBoolean()) {
            payload.timestampMs(random.nextInt(4) > 0 ? Math.abs(whole() % 4_000_000_000_000L) : whole());
        }
        if (random.nextBoolean()) {
            payload.position(position());
        }
        for (int i = random.nextInt(6); i > 0; i--) {
            payload.metric("m" + text(8), metric());
        }
        if (random.nextBoolean()) {
            payload.body(random.nextBoolean() ? text(40).getBytes(StandardCharsets.UTF_8) : bytes());
        }
        return payload.build();
    }

    private KuraPosition position() {
        return new KuraPosition(
                number(),
                number(),
                perhaps(),
                perhaps(),
                perhaps(),
                perhaps(),
                random.nextBoolean() ? OptionalLong.of(whole()) : OptionalLong.empty(),
                random.nextBoolean() ? OptionalInt.of((int) whole()) : OptionalInt.empty(),
                random.nextBoolean() ? OptionalInt.of(random.nextInt()) : OptionalInt.empty());
    }

    private MetricValue metric() {
        return switch (random.nextInt(7)) {
            case 0 -> MetricValue.of(number());
            case 1 ->
                MetricValue.of(random.nextInt(4) == 0 ? (float) number() : Float.intBitsToFloat(random.nextInt()));
            case 2 -> MetricValue.of(whole());
            case 3 -> MetricValue.of((int) whole());
            case 4 -> MetricValue.of(random.nextBoolean());
            case 5 -> MetricValue.of(text(20));
            default -> MetricValue.of(bytes());
        };
    }

    private OptionalDouble perhaps() {
        return random.nextBoolean() ? OptionalDouble.of(number()) : OptionalDouble.empty();
    }

    private double number() {
        return random.nextInt(3) == 0
                ? NUMBERS[random.nextInt(NUMBERS.length)]
                : Double.longBitsToDouble(random.nextLong());
    }

    private long whole() {
        return random.nextInt(3) == 0 ? WHOLE[random.nextInt(WHOLE.length)] : random.nextLong();
    }

    private String text(int most) {
        int[] letters = LETTERS.codePoints().toArray();
        var text = new StringBuilder();
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }
}
