package vn.trangtien.ingest.remote;

import vn.trangtien.ingest.registry.GatewayId;
import vn.trangtien.wire.KuraPayload;

/**
 * A gateway tells how work that outlasts its request goes. Told on the thread of remote management: return soon.
 *
 * @param type {@code download} or {@code install} for example
 * @param payload supplied by a device
 */
public record GatewayNotified(GatewayId gateway, String app, String type, KuraPayload payload) {}
