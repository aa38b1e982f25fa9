package vn.trangtien.ingest.registry;

import java.time.Instant;

/** Somebody let a quarantined gateway enrol again. Published in the transaction, so listen after the commit. */
public record GatewayReleased(GatewayId gateway, Instant at) {}
