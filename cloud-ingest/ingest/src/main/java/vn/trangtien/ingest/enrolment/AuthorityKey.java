package vn.trangtien.ingest.enrolment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Optional;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The authority's own key and certificate, from the data directory or from a key store outside.
 *
 * @param provider who can sign with the key, if it is not in this process's memory
 */
record AuthorityKey(PrivateKey key, X509Certificate certificate, Optional<Provider> provider) {

    private static final String SIGNATURE = "SHA256withECDSA";

    /** Opens the authority in the folder, or makes one if the folder has none. */
    static AuthorityKey in(Path folder, Passphrase passphrase, Clock clock) {
        Path keyFile = folder.resolve("ca.key");
        Path certificateFile = folder.resolve("ca.crt");
        try {
            if (!Files.exists(keyFile) && !Files.exists(certificateFile)) {
                KeyAndCertificate made = Issuing.newAuthority(clock);
                KeyFiles.write(keyFile, made.key(), passphrase);
                KeyFiles.write(certificateFile, made.certificate());
            }
            return new AuthorityKey(
                    KeyFiles.readKey(keyFile, passphrase), KeyFiles.readCertificate(certificateFile), Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "certificate authority in %s cannot be opened (%s); both ca.key and ca.crt must be there, restore them from the"
                                    .formatted(folder, e.getMessage())
                            + " backup or remove both, then every gateway must be enrolled again",
                    e);
        }
    }

    /** Opens the authority in a key store that somebody else looks after; nothing is ever written to it. */
    static AuthorityKey in(AuthorityProperties.Keystore settings) {
        char[] password = settings.password().toCharArray();
        try {
            Optional<Provider> provider = provider(settings.providerConfig());
            KeyStore store = provider.isPresent()
                    ? KeyStore.getInstance(settings.type(), provider.get())
                    : KeyStore.getInstance(settings.type());
            load(store, settings.path(), password);
            if (store.getKey(settings.alias(), password) instanceof PrivateKey key
                    && store.getCertificate(settings.alias()) instanceof X509Certificate certificate) {
                requireAuthority(certificate);
                return new AuthorityKey(key, certificate, provider);
            }
            throw new IllegalArgumentException(
                    "trangtien.ingest.enrolment.ca.keystore.alias must name a private key with its certificate, but '%s' does not"
                            .formatted(settings.alias()));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(
                    "trangtien.ingest.enrolment.ca.keystore: the %s store cannot be opened (%s); check path, provider-config and password"
                            .formatted(settings.type(), e.getMessage()),
                    e);
        }
    }

    ContentSigner signer() throws OperatorCreationException {
        var builder = new JcaContentSignerBuilder(SIGNATURE);
        provider.ifPresent(builder::setProvider);
        return builder.build(key);
    }

    private static Optional<Provider> provider(@Nullable Path configuration) {
        if (configuration == null) {
            return Optional.empty();
        }
        Provider pkcs11 = Security.getProvider("SunPKCS11");
        if (pkcs11 == null) {
            throw new IllegalStateException(
                    "trangtien.ingest.enrolment.ca.keystore.provider-config: this Java has no SunPKCS11 provider");
        }
        return Optional.of(pkcs11.configure(configuration.toString()));
    }

    private static void load(KeyStore store, @Nullable Path file, char[] password)
            throws IOException, GeneralSecurityException {
        if (file == null) {
            store.load(null, password);
            return;
        }
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
    }

    private static void requireAuthority(X509Certificate certificate) {
        boolean[] uses = certificate.getKeyUsage();
        boolean maySign = uses != null && uses[5];
        if (certificate.getBasicConstraints() < 0
                || !maySign
                || !certificate.getPublicKey().getAlgorithm().equals("EC")) {
            throw new IllegalArgumentException(
                    ("trangtien.ingest.enrolment.ca.keystore.alias must name an EC key whose certificate is that of an authority"
                                    + " (CA true, key usage certificate signing), but %s is not")
                            .formatted(certificate.getSubjectX500Principal()));
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "AuthorityKey[" + certificate.getSubjectX500Principal() + "]";
    }
}
