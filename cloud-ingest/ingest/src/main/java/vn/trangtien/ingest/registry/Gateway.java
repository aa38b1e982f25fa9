package vn.trangtien.ingest.registry;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One gateway as the registry knows it.
 *
 * @param kind what it is for, for example {@code river-bridge}
 * @param lat degrees north, WGS 84; absent when nobody said
 * @param lon degrees east
 * @param active whether it may connect
 * @param since when it got into its state
 * @param lastMessageAt arrival of its last message
 * @param enrolment where it stands on its way into service
 * @param approval whether somebody must agree before a device becomes it
 * @param profile which configuration it is meant to get; empty when nobody said
 * @param facts what it said of itself; text supplied by a device, so escape it
 */
public record Gateway(
        GatewayId id,
        String name,
        String kind,
        @Nullable Double lat,
        @Nullable Double lon,
        boolean active,
        GatewayState state,
        Instant since,
        @Nullable Instant lastMessageAt,
        EnrolmentState enrolment,
        boolean approval,
        String profile,
        Map<String, String> facts) {

    public Gateway {
        facts = Map.copyOf(facts);
    }
}
