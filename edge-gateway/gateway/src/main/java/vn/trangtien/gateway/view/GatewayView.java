package vn.trangtien.gateway.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that the gateway's own page shows, at one moment.
 *
 * @param account jurisdiction
 * @param site name for people
 * @param at time of day
 * @param clockTrusted whether the time of day has been synchronised
 * @param software version
 * @param broker address of the cloud
 * @param certificateUntil end of the certificate
 * @param simulated whether simulators answer instead of instruments
 * @param status link, spool, devices and cameras
 * @param channels last published values
 * @param config what is in force
 * @param errors the newest first, at most 50
 */
public record GatewayView(
        String account,
        String site,
        Instant at,
        boolean clockTrusted,
        String software,
        String broker,
        Optional<Instant> certificateUntil,
        boolean simulated,
        GatewayStatusReport status,
        List<ChannelNow> channels,
        ConfigStanding config,
        List<ErrorNote> errors) {

    public GatewayView {
        channels = List.copyOf(channels);
        errors = List.copyOf(errors);
    }

    /** Id of the gateway. */
    public String gateway() {
        return status.gateway();
    }
}
