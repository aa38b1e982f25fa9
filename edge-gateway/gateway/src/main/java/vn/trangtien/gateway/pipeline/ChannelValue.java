package vn.trangtien.gateway.pipeline;

import java.util.Optional;
import java.util.OptionalDouble;
import vn.trangtien.drivers.Quality;

/**
 * One value worth sending.
 *
 * @param value empty when the device gave none
 * @param unit UCUM code
 * @param at nanoseconds of the device clock
 * @param error why there is no fresh value
 */
public record ChannelValue(
        String channel, OptionalDouble value, String unit, Quality quality, long at, Optional<String> error) {}
