package vn.trangtien.ingest.registry;

import java.time.Instant;

/**
 * Two devices used the identity of one gateway; both are out. Published in the transaction, so listen after the commit.
 *
 * @param known hardware id of the device that was in service
 * @param other hardware id of the one that turned up beside it
 * @param at when the second one was heard
 */
public record GatewayQuarantined(GatewayId gateway, String known, String other, Instant at) {}
