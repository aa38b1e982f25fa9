package vn.trangtien.ingest.decoding;

import vn.trangtien.ingest.registry.GatewayId;

/** How the cloud asks a Sparkplug edge node to say again who it is. */
@FunctionalInterface
public interface Rebirths {

    /**
     * Sends {@code Node Control/Rebirth = true} to the node, if it can be reached. Returns at once and never throws; a request that
     * is lost is made again with the next message that cannot be understood.
     */
    void ask(GatewayId node);
}
