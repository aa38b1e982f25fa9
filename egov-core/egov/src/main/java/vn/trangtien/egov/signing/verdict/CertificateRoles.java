package vn.trangtien.egov.signing.verdict;

import eu.europa.esig.dss.diagnostic.CertificateWrapper;
import java.util.Optional;
import vn.trangtien.egov.signing.SignerRole;

/**
 * Who somebody is, from the certificate. Agencies carry their code as {@code organizationIdentifier}, persons in addition a
 * {@code serialNumber} of their own (or a given name, a surname or a title). Certificates that carry no code are looked up in the
 * registry, where they were entered by hand.
 */
@FunctionalInterface
public interface CertificateRoles {

    /** Before the code in {@code organizationIdentifier}, after ETSI EN 319 412-1. */
    String SCHEME = "GOVVN-";

    /**
     * What the registry knows about a certificate.
     *
     * @param agencyCode after Decision 20/2020
     */
    record Known(SignerRole role, String agencyCode) {}

    /** @param fingerprint SHA-256 of the certificate, in hexadecimal digits */
    Optional<Known> find(String fingerprint);

    /** Nothing is known but what stands in the certificates. */
    static CertificateRoles none() {
        return fingerprint -> Optional.empty();
    }

    /** The registry first. */
    default Known of(CertificateWrapper certificate, String fingerprint) {
        return find(fingerprint).orElseGet(() -> read(certificate));
    }

    private static Known read(CertificateWrapper certificate) {
        String identifier = text(certificate.getOrganizationIdentifier());
        String code = identifier.startsWith(SCHEME) ? identifier.substring(SCHEME.length()) : "";
        boolean person = !text(certificate.getSubjectSerialNumber()).isEmpty()
                || !text(certificate.getGivenName()).isEmpty()
                || !text(certificate.getSurname()).isEmpty()
                || !text(certificate.getTitle()).isEmpty();
        if (person) {
            return new Known(SignerRole.PERSON, code);
        }
        return new Known(code.isEmpty() ? SignerRole.UNKNOWN : SignerRole.AGENCY, code);
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
