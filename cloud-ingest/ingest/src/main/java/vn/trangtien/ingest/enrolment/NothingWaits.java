package vn.trangtien.ingest.enrolment;

import vn.trangtien.ingest.registry.GatewayId;

/** Nobody waits for this consent any more. */
public final class NothingWaits extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NothingWaits(GatewayId gateway, String hardwareId) {
        super("no device with hardwareId '%s' waits to become gateway '%s'; reload the page and look again"
                .formatted(hardwareId, gateway.key()));
    }
}
