package vn.trangtien.wire;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a gateway says of itself when it comes (BIRTH, APPS: everything it knows) and goes (DC: uptime and name).
 *
 * @param facts by metric name, for example {@code os_version}; text supplied by a device, so escape it
 * @param position where it stands; a foreign gateway without a receiver sends 0/0
 */
public record LifecycleMessage(Optional<Instant> sentAt, Map<String, String> facts, Optional<KuraPosition> position) {

    public LifecycleMessage {
        facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    public KuraPayload toPayload() {
        var payload = KuraPayload.builder();
        sentAt.ifPresent(at -> payload.timestampMs(at.toEpochMilli()));
        position.ifPresent(payload::position);
        facts.forEach(payload::metric);
        return payload.build();
    }

    /** Every text of the payload; other types do not occur in lifecycle messages and are left out. */
    public static LifecycleMessage read(KuraPayload payload) {
        Map<String, String> facts = new LinkedHashMap<>();
        payload.metrics().forEach((name, value) -> {
            if (value instanceof MetricValue.StringValue text) {
                facts.put(name, text.value());
            }
        });
        Optional<Instant> sentAt = payload.timestampMs().isPresent()
                ? Optional.of(Instant.ofEpochMilli(payload.timestampMs().getAsLong()))
                : Optional.empty();
        return new LifecycleMessage(sentAt, facts, payload.position());
    }
}
