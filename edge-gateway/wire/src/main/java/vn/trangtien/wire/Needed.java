package vn.trangtien.wire;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What messages ask of the metrics of a payload, and of their own parts. */
final class Needed {

    private Needed() {}

    static void text(String what, String field, String value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("%s needs its %s, but it was empty".formatted(what, field));
        }
    }

    static Optional<String> text(KuraPayload payload, String metric) {
        return payload.text(metric).filter(value -> !value.isEmpty());
    }

    static Optional<Instant> instant(KuraPayload payload, String metric) {
        OptionalLong millis = payload.int64(metric);
        return millis.isPresent() ? Optional.of(Instant.ofEpochMilli(millis.getAsLong())) : Optional.empty();
    }

    static OptionalDouble number(KuraPayload payload, String metric) {
        MetricValue value = payload.metrics().get(metric);
        OptionalDouble number = value == null ? OptionalDouble.empty() : value.asNumber();
        return number.isPresent() && Double.isFinite(number.getAsDouble()) ? number : OptionalDouble.empty();
    }

    /** 0 if it is missing; what lies outside of 0 to 1 is brought there. */
    static double share(KuraPayload payload, String metric) {
        return Math.min(1, Math.max(0, number(payload, metric).orElse(0)));
    }

    /** False if it is missing. */
    static boolean flag(KuraPayload payload, String metric) {
        return payload.bool(metric).orElse(false);
    }

    static <E extends Enum<E>> Optional<E> constant(KuraPayload payload, String metric, E[] constants) {
        Optional<String> name = payload.text(metric);
        for (E constant : constants) {
            if (name.equals(Optional.of(constant.name()))) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
