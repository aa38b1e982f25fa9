package vn.trangtien.gateway.view;

import java.time.Instant;
import java.util.Optional;

/**
 * How one device stands.
 *
 * @param answering whether the last attempt to read it succeeded
 * @param reads successful reads since the start
 * @param readings values these gave
 * @param failures failed reads since the start
 * @param lastReadAt time of the last success
 * @param lastError of the last failure, also after a later success; empty if none failed
 * @param warning what the driver finds wrong although it gives values
 */
public record DeviceStatus(
        String id,
        boolean answering,
        long reads,
        long readings,
        long failures,
        Optional<Instant> lastReadAt,
        Optional<String> lastError,
        Optional<String> warning) {

    public static DeviceStatus unknown(String id) {
        return new DeviceStatus(id, false, 0, 0, 0, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public DeviceStatus succeeded(int values, Instant at) {
        return new DeviceStatus(id, true, reads + 1, readings + values, failures, Optional.of(at), lastError, warning);
    }

    public DeviceStatus failed(String error) {
        return new DeviceStatus(id, false, reads, readings, failures + 1, lastReadAt, Optional.of(error), warning);
    }

    public DeviceStatus warned(Optional<String> now) {
        return new DeviceStatus(id, answering, reads, readings, failures, lastReadAt, lastError, now);
    }
}
