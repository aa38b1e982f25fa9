package vn.trangtien.sim.fleet;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import vn.trangtien.wire.KuraCodec;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.KuraPosition;
import vn.trangtien.wire.MetricNames;
import vn.trangtien.wire.MetricValue;

/** What the twin says, and how it is written. Thread-safe. */
public final class TwinPayloads {

    private final TwinSettings settings;
    private final Set<Quirk> quirks;
    private final Random random;

    public TwinPayloads(TwinSettings settings, Set<Quirk> quirks) {
        this.settings = settings;
        this.quirks = quirks;
        this.random = new Random(settings.seed());
    }

    /** As it goes out. */
    byte[] encode(KuraPayload payload) {
        if (quirks.contains(Quirk.PLAIN_JSON)) {
            return SimpleJson.write(payload).getBytes(StandardCharsets.UTF_8);
        }
        KuraPayload ordered = quirks.contains(Quirk.METRIC_ORDER_RANDOM) ? shuffled(payload) : payload;
        return KuraCodec.encode(ordered, quirks.contains(Quirk.GZIP_IF_SHORTER));
    }

    private KuraPayload shuffled(KuraPayload payload) {
        List<Map.Entry<String, MetricValue>> metrics =
                new ArrayList<>(payload.metrics().entrySet());
        synchronized (random) {
            Collections.shuffle(metrics, random);
        }
        var shuffled = KuraPayload.builder();
        payload.timestampMs().ifPresent(shuffled::timestampMs);
        payload.position().ifPresent(shuffled::position);
        metrics.forEach(metric -> shuffled.metric(metric.getKey(), metric.getValue()));
        payload.body().ifPresent(shuffled::body);
        return shuffled.build();
    }

    /** @param now epoch milliseconds of publishing */
    KuraPayload telemetry(TwinReading reading, long now) {
        long time = quirks.contains(Quirk.PUBLISHING_TIME) ? now : reading.measuredAtMs();
        var payload = KuraPayload.builder().timestampMs(time).metric(MetricNames.ASSET_NAME, reading.asset());
        for (TwinReading.Channel channel : reading.channels()) {
            channel.value().ifPresent(value -> payload.metric(channel.name(), typed(value)));
            if (quirks.contains(Quirk.CHANNEL_TIMESTAMPS)) {
                payload.metric(channel.name() + MetricNames.TIMESTAMP_SUFFIX, reading.measuredAtMs());
            }
            if (quirks.contains(Quirk.ERROR_METRICS)) {
                payload.metric(channel.name() + MetricNames.ERROR_SUFFIX, channel.error());
            }
            if (quirks.contains(Quirk.UNIT_METRICS) && !channel.unit().isEmpty()) {
                payload.metric(channel.name() + MetricNames.UNIT_SUFFIX, channel.unit());
            }
        }
        if (quirks.contains(Quirk.ASSET_TIMESTAMP) && !quirks.contains(Quirk.CHANNEL_TIMESTAMPS)) {
            payload.metric(MetricNames.ASSET_TIMESTAMP, reading.measuredAtMs());
        }
        if (quirks.contains(Quirk.PROPERTY_AS_BODY)) {
            payload.body(reading.asset().getBytes(StandardCharsets.UTF_8));
        }
        return payload.build();
    }

    private MetricValue typed(MetricValue value) {
        if (quirks.contains(Quirk.TYPED_CHANNELS)) {
            return value;
        }
        OptionalDouble number = value.asNumber();
        return number.isPresent() ? MetricValue.of(number.getAsDouble()) : value;
    }

    /** Content of BIRTH and APPS. */
    public KuraPayload birth(long now, long uptimeMs, List<String> applications) {
        var payload = KuraPayload.builder().timestampMs(now).position(position());
        birthFacts(uptimeMs, applications).forEach(payload::metric);
        return payload.build();
    }

    private Map<String, String> birthFacts(long uptimeMs, List<String> applications) {
        return Map.ofEntries(
                Map.entry("uptime", Long.toString(uptimeMs)),
                Map.entry("display_name", displayName()),
                Map.entry("model_name", "Kura twin"),
                Map.entry("model_id", "kura-twin"),
                Map.entry("part_number", "n/a"),
                Map.entry("serial_number", settings.mac().replace(":", "")),
                Map.entry("firmware_version", "1.0"),
                Map.entry("bios_version", "n/a"),
                Map.entry("cpu_version", "unknown"),
                Map.entry("os", "Linux"),
                Map.entry("os_version", "6.1.0"),
                Map.entry("os_arch", "aarch64"),
                Map.entry("jvm_name", "OpenJDK 64-Bit Server VM"),
                Map.entry("jvm_version", "17.0.15+6 mixed mode"),
                Map.entry("jvm_vendor", "Debian"),
                Map.entry("jvm_profile", "Debian 17.0.15"),
                Map.entry("jdk_vendor_version", "17.0.15+6"),
                Map.entry("kura_version", "KURA_5.6.0"),
                Map.entry("application_framework", "Kura"),
                Map.entry("application_framework_version", "KURA_5.6.0"),
                Map.entry("osgi_framework", "Eclipse"),
                Map.entry("osgi_framework_version", "1.10.0"),
                Map.entry("connection_interface", "eth0 (" + settings.mac() + ")"),
                Map.entry("connection_ip", "192.0.2.10"),
                Map.entry("available_processors", "4"),
                Map.entry("total_memory", "3884252"),
                Map.entry("accept_encoding", quirks.contains(Quirk.GZIP_IF_SHORTER) ? "gzip" : ""),
                Map.entry("application_ids", String.join(",", applications)),
                Map.entry("payload_encoding", quirks.contains(Quirk.PLAIN_JSON) ? "SIMPLE_JSON" : "KURA_PROTOBUF"));
    }

    KuraPayload farewell(long now, long uptimeMs) {
        return KuraPayload.builder()
                .timestampMs(now)
                .metric(MetricNames.UPTIME, Long.toString(uptimeMs))
                .metric(MetricNames.DISPLAY_NAME, displayName())
                .build();
    }

    private String displayName() {
        return quirks.contains(Quirk.EMPTY_DISPLAY_NAME) ? "" : settings.name();
    }

    private KuraPosition position() {
        KuraPosition nowhere = KuraPosition.of(0, 0);
        KuraPosition where = quirks.contains(Quirk.POSITION_ZERO)
                ? nowhere
                : settings.position().orElse(nowhere);
        return new KuraPosition(
                where.latitude(),
                where.longitude(),
                OptionalDouble.of(where.altitude().orElse(0)),
                where.precision(),
                where.heading(),
                where.speed(),
                where.timestampMs(),
                where.satellites(),
                where.status());
    }
}
