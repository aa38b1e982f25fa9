package vn.trangtien.ingest.enrolment;

import java.security.cert.X509Certificate;

/** Vouches for a release of the gateway's program. Thread-safe. */
public interface ReleaseSigner {

    /**
     * What goes along with a package.
     *
     * @param signature ECDSA with SHA-256 over the statement of the release
     * @param certificate of the signer, DER
     */
    record Voucher(byte[] signature, byte[] certificate) {}

    /**
     * Signs the statement {@code trangtien-release-1\n<name>\n<version>\n<sha256>}, in UTF-8.
     *
     * @param sha256 of the package, 64 hexadecimal digits in lower case
     * @throws IllegalStateException if the key cannot be used
     */
    Voucher sign(String name, String version, String sha256);

    X509Certificate certificate();
}
