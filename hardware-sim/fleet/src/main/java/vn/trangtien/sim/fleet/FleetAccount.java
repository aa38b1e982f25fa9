package vn.trangtien.sim.fleet;

/**
 * What a fleet did, counted in messages but for the first.
 *
 * @param connections that were accepted, reconnections included
 * @param offered telemetry messages made
 * @param acknowledged of these, taken over by the broker
 * @param repeated sent more than once, because the first acknowledgement was missing
 */
public record FleetAccount(long connections, long offered, long acknowledged, long repeated) {}
