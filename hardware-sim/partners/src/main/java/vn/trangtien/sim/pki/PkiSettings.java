package vn.trangtien.sim.pki;

import java.nio.file.Path;

/**
 * How new authorities are set up. Authorities that exist already keep their keys and their port.
 *
 * @param folder that holds everything; made if it does not exist
 * @param port 1 to 65535, or 0 for any free one
 * @param authorityKeys of root and issuing authority
 * @param serviceKeys of time stamper and OCSP responder
 */
public record PkiSettings(Path folder, int port, KeyKind authorityKeys, KeyKind serviceKeys) {

    private static final int MAX_PORT = 65_535;

    public PkiSettings {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "port must be 1 to %d, or 0 for any free one, but was %d".formatted(MAX_PORT, port));
        }
    }

    /** RSA, as the real authorities have it. Making the keys takes some seconds. */
    public static PkiSettings rsa(Path folder) {
        return new PkiSettings(folder, 0, KeyKind.RSA_3072, KeyKind.RSA_2048);
    }

    /** Elliptic curves: there at once, also where Java runs without its optimising compiler. */
    public static PkiSettings quick(Path folder) {
        return new PkiSettings(folder, 0, KeyKind.EC_P256, KeyKind.EC_P256);
    }

    public PkiSettings withPort(int wanted) {
        return new PkiSettings(folder, wanted, authorityKeys, serviceKeys);
    }
}
