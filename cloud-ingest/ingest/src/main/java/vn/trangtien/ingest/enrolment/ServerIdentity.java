package vn.trangtien.ingest.enrolment;

import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the broker and the device door show to gateways, and what they trust.
 *
 * @param authority issuer of both sides' certificates
 */
public record ServerIdentity(PrivateKey key, X509Certificate certificate, X509Certificate authority) {

    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    static boolean covers(X509Certificate certificate, Collection<String> names) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives == null) {
                return false;
            }
            Set<Object> covered =
                    alternatives.stream().map(entry -> entry.get(1)).collect(Collectors.toSet());
            return covered.containsAll(names);
        } catch (CertificateParsingException damaged) {
            return false;
        }
    }

    static boolean isAddress(String name) {
        return IPV4.matcher(name).matches() || name.indexOf(':') >= 0;
    }

    @Override
    public String toString() {
        return "ServerIdentity[" + certificate.getSubjectX500Principal() + "]";
    }
}
