package vn.trangtien.sim.pki;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;

/** Keys that Circular 15/2025/TT-BKHCN allows for signatures. */
public enum KeyKind {
    RSA_2048("RSA", 2048),
    RSA_3072("RSA", 3072),
    EC_P256("EC", 256);

    private final String algorithm;
    private final int bits;

    KeyKind(String algorithm, int bits) {
        this.algorithm = algorithm;
        this.bits = bits;
    }

    KeyPair generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (this == EC_P256) {
                generator.initialize(new ECGenParameterSpec("secp256r1"));
            } else {
                generator.initialize(bits);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java makes no keys of kind " + this, e);
        }
    }

    /** How a key of this process signs with SHA-256; the name of the JCA. */
    static String sha256With(PrivateKey key) {
        return key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : "SHA256withRSA";
    }
}
