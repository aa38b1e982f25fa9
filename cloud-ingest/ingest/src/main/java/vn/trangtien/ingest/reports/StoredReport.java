package vn.trangtien.ingest.reports;

import java.time.Instant;
import java.util.Map;
import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.wire.GatewayReport;

/**
 * A report as it came.
 *
 * @param at by the gateway's clock, or the arrival if that cannot be
 */
public record StoredReport(
        GatewayId gateway, Instant at, Instant receivedAt, Map<String, Long> numbers, Map<String, String> texts) {

    public StoredReport {
        numbers = Map.copyOf(numbers);
        texts = Map.copyOf(texts);
    }

    /** Messages given up so far, for want of room, age or a disk. */
    long givenUp() {
        return number(GatewayReport.EVICTED) + number(GatewayReport.DISPLACED) + number(GatewayReport.LOST);
    }

    long number(String name) {
        return numbers.getOrDefault(name, 0L);
    }

    /** Whether a person who looks for the cause of something would want to see it, given the report before it. */
    boolean differsNotablyFrom(StoredReport before) {
        return givenUp() != before.givenUp()
                || number(GatewayReport.REJECTED) != before.number(GatewayReport.REJECTED)
                || number(GatewayReport.VIDEO_CRASHES) != before.number(GatewayReport.VIDEO_CRASHES)
                || number(GatewayReport.CONFIG_VERSION) != before.number(GatewayReport.CONFIG_VERSION)
                || number(GatewayReport.CLOCK_CORRECTION) != before.number(GatewayReport.CLOCK_CORRECTION)
                || number(GatewayReport.CERTIFICATE_UNTIL) != before.number(GatewayReport.CERTIFICATE_UNTIL)
                || !texts.equals(before.texts);
    }
}
