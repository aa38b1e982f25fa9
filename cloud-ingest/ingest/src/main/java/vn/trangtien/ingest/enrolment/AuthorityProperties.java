package vn.trangtien.ingest.enrolment;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code trangtien.ingest.enrolment.ca}.
 *
 * @param passphrase private keys in the data directory are encrypted with it; 12 characters or more
 * @param passphraseFile its first line is the passphrase; for systemd credentials and mounted secrets
 * @param keystore the authority's key is in there and not in the data directory
 */
@ConfigurationProperties("trangtien.ingest.enrolment.ca")
record AuthorityProperties(
        @Nullable String passphrase,
        @Nullable Path passphraseFile,
        @Nullable Keystore keystore) {

    /**
     * A Java key store, for instance a hardware module.
     *
     * @param type {@code PKCS12}, {@code PKCS11} or any other that this Java knows
     * @param path of the file, for stores that are one
     * @param providerConfig configuration file of the SunPKCS11 provider, for {@code PKCS11}
     * @param alias of the entry that holds the authority's key and certificate
     * @param password or PIN of the store
     */
    record Keystore(
            @DefaultValue("PKCS12") String type,
            @Nullable Path path,
            @Nullable Path providerConfig,
            @DefaultValue("city-ca") String alias,
            @DefaultValue("") String password) {

        @Override
        public String toString() {
            return "Keystore[%s %s]".formatted(type, alias);
        }
    }

    Passphrase secret() {
        return Passphrase.from(passphrase, passphraseFile);
    }

    @Override
    public String toString() {
        return "AuthorityProperties[keystore=%s]".formatted(keystore);
    }
}
