package vn.trangtien.gateway.view;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.drivers.Quality;

/**
 * What a published channel came to last.
 *
 * @param device or camera
 * @param value empty when there was none
 * @param unit UCUM code
 * @param at when it was measured
 * @param error why there is no fresh value
 */
public record ChannelNow(
        String device,
        String channel,
        OptionalDouble value,
        String unit,
        Quality quality,
        Instant at,
        Optional<String> error) {}
