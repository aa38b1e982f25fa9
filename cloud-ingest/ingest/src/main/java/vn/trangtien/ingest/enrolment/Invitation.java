package vn.trangtien.ingest.enrolment;

import java.time.Instant;
import vn.trangtien.ingest.registry.GatewayId;

/**
 * What a person brings to a device so that it becomes a gateway.
 *
 * @param url of the device door
 * @param fingerprint of the city's authority
 * @param label text of the QR code; it holds all of the above
 */
public record Invitation(
        String account, String gateway, String code, Instant expiresAt, String url, String fingerprint, String label) {

    public static Invitation of(Door door, GatewayId gateway, Code code) {
        return new Invitation(
                gateway.account(),
                gateway.gateway(),
                code.text(),
                code.expiresAt(),
                door.url(),
                door.fingerprint(),
                door.label(gateway.gateway(), code.text()));
    }

    /** Without the code, which is a secret. */
    @Override
    public String toString() {
        return "Invitation[%s/%s until %s]".formatted(account, gateway, expiresAt);
    }
}
