package vn.trangtien.sim.pki;

import java.net.URI;

/** Where the authorities answer. Some of these addresses stand in certificates, so the port never changes. */
public record PkiAddresses(int port) {

    static final String ROOT_CERTIFICATE = "/root.cer";
    static final String ROOT_CRL = "/root.crl";
    static final String ISSUING_CERTIFICATE = "/issuing.cer";
    static final String ISSUING_CRL = "/issuing.crl";
    static final String OCSP = "/ocsp";
    static final String TSA = "/tsa";

    public URI rootCertificate() {
        return at(ROOT_CERTIFICATE);
    }

    public URI rootCrl() {
        return at(ROOT_CRL);
    }

    public URI issuingCertificate() {
        return at(ISSUING_CERTIFICATE);
    }

    public URI issuingCrl() {
        return at(ISSUING_CRL);
    }

    /** Knows the certificates that the issuing authority gave. */
    public URI ocsp() {
        return at(OCSP);
    }

    /** Takes a POST of {@code application/timestamp-query}. */
    public URI tsa() {
        return at(TSA);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }
}
