package vn.trangtien.wire;

import static vn.trangtien.wire.MetricNames.ASSET_NAME;
import static vn.trangtien.wire.MetricNames.ASSET_TIMESTAMP;
import static vn.trangtien.wire.MetricNames.ERROR_SUFFIX;
import static vn.trangtien.wire.MetricNames.QUALITY_SUFFIX;
import static vn.trangtien.wire.MetricNames.TIMESTAMP_SUFFIX;
import static vn.trangtien.wire.MetricNames.UNIT_SUFFIX;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Values of one device, as a Kura Wires publisher sends them, with quality and origin in addition.
 *
 * @param asset the device
 * @param channels at least one
 * @param sentAt when the gateway made the message; empty when it does not say
 */
public record TelemetryMessage(String asset, List<ChannelReading> channels, Optional<Instant> sentAt, Origin origin) {

    private static final String QUALITY_WITHOUT_ERROR = "GOOD";
    private static final String QUALITY_WITH_ERROR = "COMM_FAULT";

    public TelemetryMessage {
        channels = List.copyOf(channels);
        if (asset.isEmpty()) {
            throw new IllegalArgumentException("a telemetry message needs the name of its device, but it was empty");
        }
        if (channels.isEmpty()) {
            throw new IllegalArgumentException("a telemetry message of '" + asset + "' needs at least one channel");
        }
    }

    public KuraPayload toPayload() {
        var payload = KuraPayload.builder();
        sentAt.ifPresent(at -> payload.timestampMs(at.toEpochMilli()));
        payload.metric(ASSET_NAME, asset);
        for (ChannelReading reading : channels) {
            String channel = reading.channel();
            reading.value().ifPresent(value -> payload.metric(channel, value));
            reading.measuredAt().ifPresent(at -> payload.metric(channel + TIMESTAMP_SUFFIX, at.toEpochMilli()));
            if (!reading.unit().isEmpty()) {
                payload.metric(channel + UNIT_SUFFIX, reading.unit());
            }
            payload.metric(channel + QUALITY_SUFFIX, reading.quality());
            reading.error().ifPresent(error -> payload.metric(channel + ERROR_SUFFIX, error));
        }
        origin.addTo(payload);
        return payload.build();
    }

    /**
     * Reads a payload of ours or of a foreign gateway. Channels are found by their metrics: the type tells a channel called
     * {@code x_error} (a number) from the error of channel {@code x} (a text). Texts and bytes are no values and are left out.
     *
     * @return empty if there is no channel or no name of a device
     */
    public static Optional<TelemetryMessage> read(KuraTopic.Data topic, KuraPayload payload) {
        String asset = payload.text(ASSET_NAME).filter(name -> !name.isEmpty()).orElse(topic.lastLevel());
        Set<String> names = new LinkedHashSet<>();
        payload.metrics().forEach((name, value) -> channelOf(name, value).ifPresent(names::add));
        if (names.isEmpty() || asset.isEmpty()) {
            return Optional.empty();
        }
        Optional<Instant> sentAt = instant(payload.timestampMs());
        Optional<Instant> assetTime = instant(payload.int64(ASSET_TIMESTAMP)).or(() -> sentAt);
        List<ChannelReading> channels = new ArrayList<>();
        for (String name : names) {
            channels.add(reading(name, payload, assetTime));
        }
        return Optional.of(new TelemetryMessage(asset, channels, sentAt, Origin.of(payload)));
    }

    private static ChannelReading reading(String channel, KuraPayload payload, Optional<Instant> assetTime) {
        Map<String, MetricValue> metrics = payload.metrics();
        MetricValue value = metrics.get(channel);
        Optional<String> error = payload.text(channel + ERROR_SUFFIX).filter(text -> !text.isEmpty());
        return new ChannelReading(
                channel,
                value == null ? OptionalDouble.empty() : value.asNumber(),
                instant(payload.int64(channel + TIMESTAMP_SUFFIX)).or(() -> assetTime),
                payload.text(channel + UNIT_SUFFIX).orElse(""),
                payload.text(channel + QUALITY_SUFFIX)
                        .orElseGet(() -> error.isPresent() ? QUALITY_WITH_ERROR : QUALITY_WITHOUT_ERROR),
                error);
    }

    /** The channel that a metric belongs to. */
    private static Optional<String> channelOf(String name, MetricValue value) {
        if (name.startsWith("tt.") || name.equals(ASSET_NAME) || name.equals(ASSET_TIMESTAMP)) {
            return Optional.empty();
        }
        if (value instanceof MetricValue.Int64Value && name.endsWith(TIMESTAMP_SUFFIX)) {
            return base(name, TIMESTAMP_SUFFIX);
        }
        if (value instanceof MetricValue.StringValue text) {
            return name.endsWith(ERROR_SUFFIX) && !text.value().isEmpty()
                    ? base(name, ERROR_SUFFIX)
                    : name.endsWith(QUALITY_SUFFIX) ? base(name, QUALITY_SUFFIX) : Optional.empty();
        }
        return value.asNumber().isPresent() && !name.isEmpty() ? Optional.of(name) : Optional.empty();
    }

    private static Optional<String> base(String name, String suffix) {
        String base = name.substring(0, name.length() - suffix.length());
        return base.isEmpty() ? Optional.empty() : Optional.of(base);
    }

    private static Optional<Instant> instant(OptionalLong epochMs) {
        return epochMs.isPresent() ? Optional.of(Instant.ofEpochMilli(epochMs.getAsLong())) : Optional.empty();
    }
}
