package vn.trangtien.sim.pki;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * A key and what the authorities say about it.
 *
 * @param chain its own certificate first, the root last
 */
public record Credential(PrivateKey key, List<X509Certificate> chain) {

    /** Under this name the key stands in the PKCS#12 file. */
    public static final String ALIAS = "sign";

    public Credential {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("a credential needs a certificate, but its chain was empty");
        }
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * The contents of a PKCS#12 file.
     *
     * @param password of the key and the file; printable ASCII, since Java's password-based ciphers take nothing else
     */
    public byte[] pkcs12(char[] password) {
        for (char letter : password) {
            if (letter < ' ' || letter > '~') {
                throw new IllegalArgumentException(
                        "the password of a PKCS#12 file must be printable ASCII, but holds the letter U+%04X"
                                .formatted((int) letter));
            }
        }
        try (var out = new ByteArrayOutputStream()) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(ALIAS, key, password, chain.toArray(X509Certificate[]::new));
            store.store(out, password);
            return out.toByteArray();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this Java cannot write a PKCS#12 file", e);
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Credential[%s]".formatted(certificate().getSubjectX500Principal());
    }
}
