package vn.trangtien.ingest.batch;

import java.time.Instant;
import java.util.List;
import vn.trangtien.ingest.enrolment.Door;

/**
 * What is printed for one gateway.
 *
 * @param svg the QR code
 */
public record Label(String name, String gateway, String code, Instant expiresAt, String svg) {

    public static List<Label> of(List<Batches.Invited> invited, Door door) {
        return invited.stream().map(one -> of(one, door)).toList();
    }

    public static Label of(Batches.Invited invited, Door door) {
        String id = invited.gateway().id().gateway();
        String code = invited.code().text();
        return new Label(
                invited.gateway().name(), id, code, invited.code().expiresAt(), QrCode.svg(door.label(id, code)));
    }

    /** Without the code, which is a secret. */
    @Override
    public String toString() {
        return "Label[" + gateway + "]";
    }
}
