package vn.trangtien.egov.signing.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.List;
import java.util.Optional;

/**
 * A key that can sign, with its chain. Signs with SHA-256: ECDSA, or RSASSA-PSS as Circular 15/2025/TT-BKHCN asks, or RSASSA-PKCS1-v1_5
 * for what cannot do better. Thread-safe as far as its provider is; SunPKCS11 is.
 */
public final class OpenKey {

    /** How RSA keys pad. */
    public enum RsaPadding {
        PSS,
        PKCS1
    }

    private static final int SALT_BYTES = 32;

    private final PrivateKey key;
    private final List<X509Certificate> chain;
    private final Optional<Provider> provider;
    private final RsaPadding padding;

    /**
     * @param chain the key's own certificate first
     * @param provider that the key belongs to; empty for a key in memory
     */
    public OpenKey(PrivateKey key, List<X509Certificate> chain, Optional<Provider> provider, RsaPadding padding) {
        this.key = key;
        this.chain = List.copyOf(chain);
        this.provider = provider;
        this.padding = padding;
    }

    public X509Certificate certificate() {
        return chain.get(0);
    }

    public List<X509Certificate> chain() {
        return chain;
    }

    public boolean isElliptic() {
        return certificate().getPublicKey().getAlgorithm().equals("EC");
    }

    public boolean isPss() {
        return !isElliptic() && padding == RsaPadding.PSS;
    }

    /** @return ECDSA values in DER */
    public byte[] sign(byte[] data) throws GeneralSecurityException {
        Signature signature = signature();
        signature.initSign(key);
        signature.update(data);
        return signature.sign();
    }

    private Signature signature() throws GeneralSecurityException {
        if (!isPss()) {
            return named(isElliptic() ? "SHA256withECDSA" : "SHA256withRSA");
        }
        // By its parameters and not by a name: SunPKCS11 knows no SHA256withRSAandMGF1.
        Signature pss = named("RSASSA-PSS");
        pss.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, SALT_BYTES, 1));
        return pss;
    }

    private Signature named(String algorithm) throws GeneralSecurityException {
        return provider.isPresent()
                ? Signature.getInstance(algorithm, provider.get())
                : Signature.getInstance(algorithm);
    }

    /** The certificate's name only. */
    @Override
    public String toString() {
        return "OpenKey[" + certificate().getSubjectX500Principal() + "]";
    }
}
