package vn.trangtien.ingest.remote;

import vn.trangtien.ingest.registry.GatewayId;

/** A gateway has just connected; what waits for it may be tried. Told on the thread of remote management: return soon. */
public record GatewayBorn(GatewayId gateway) {}
