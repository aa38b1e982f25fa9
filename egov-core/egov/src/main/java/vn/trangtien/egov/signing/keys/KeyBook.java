package vn.trangtien.egov.signing.keys;

import java.util.Optional;
import java.util.UUID;
import vn.trangtien.egov.signing.SignerRole;

/** Which keys there are. */
@FunctionalInterface
public interface KeyBook {

    /**
     * A key, without its private half.
     *
     * @param holder the person's account, or the agency's code
     * @param name as it stands in the certificate
     * @param agencyCode of the agency, or of the agency where the person works
     */
    record Entry(UUID id, SignerRole role, String holder, String name, String agencyCode, KeyLocation location) {}

    /** A key that may sign; empty if it never existed or was retired. */
    Optional<Entry> find(UUID key);
}
