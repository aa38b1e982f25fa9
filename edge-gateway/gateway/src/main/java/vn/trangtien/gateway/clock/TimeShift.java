package vn.trangtien.gateway.clock;

import vn.trangtien.gateway.spool.ClockCorrection;
import vn.trangtien.wire.KuraPayload;
import vn.trangtien.wire.MetricNames;
import vn.trangtien.wire.MetricValue;

/** Moves every time in a message and says by how much. Stateless. */
final class TimeShift implements ClockCorrection {

    @Override
    public KuraPayload corrected(KuraPayload payload, long offsetMillis) {
        KuraPayload.Builder moved = payload.toBuilder();
        payload.timestampMs().ifPresent(at -> moved.timestampMs(at + offsetMillis));
        payload.metrics().forEach((name, value) -> {
            if (isTime(name) && value instanceof MetricValue.Int64Value at) {
                moved.metric(name, at.value() + offsetMillis);
            }
        });
        return moved.metric(MetricNames.CLOCK_TRUSTED, true)
                .metric(MetricNames.CLOCK_CORRECTED, offsetMillis)
                .build();
    }

    /** Times of channels, events and pictures; a channel's value is never an INT64, whatever its name. */
    private static boolean isTime(String name) {
        return name.endsWith(MetricNames.TIMESTAMP_SUFFIX) || name.equals(MetricNames.ASSET_TIMESTAMP);
    }
}
